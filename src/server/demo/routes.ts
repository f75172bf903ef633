import { z } from 'zod';
import { organisationKinds, posts } from '#kernel/party.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Feature } from '../feature.ts';
import type { DemoSignIn } from './present.ts';

interface Row {
  login: string;
  name: string;
  organisation: string;
  kind: OrganisationKind;
  post: Post;
}

const query = z.object({ q: z.string().max(40).optional() });

/**
 * The sign-ins of the invented people, for the sign-in page of the demonstration. Does not exist elsewhere: the route
 * is added only where the settings say that this is the demonstration.
 */
export const demoFeature: Feature = (app, context) => {
  if (!context.settings.demo) return;
  const { demoPassword: password = '', showcase = [] } = context.settings;
  const abouts = new Map(showcase.map(({ login, about }) => [login, about]));
  app.get(
    '/api/demo/sign-ins',
    { schema: { tags: ['demo'], summary: '演示账号', querystring: query } },
    async (request) => {
      const q = request.query.q ?? '';
      const rows = await context.database.asSystem('session', (tx) =>
        tx.rows<Row>(selectPeople, [`%${q.replace(/[\\%_]/g, '\\$&')}%`]),
      );
      const signIns = rows.map(({ kind, post, ...row }): DemoSignIn => {
        const about = abouts.get(row.login);
        const titles = { kindTitle: organisationKinds[kind], post: posts[post] };
        return { ...row, password, ...titles, ...(about === undefined ? {} : { about }) };
      });
      const logins = showcase.map(({ login }) => login);
      const first = logins.flatMap((login) => signIns.filter((one) => one.login === login));
      return { signIns: [...first, ...signIns.filter((one) => one.about === undefined)] };
    },
  );
};

const selectPeople = `select a.login, a.name, o.name as organisation, o.kind, p.post
  from account a join organisation o on o.id = a.organisation_id
  join appointment p on p.account_id = a.id and p.ended_on is null
  where o.name like $1 or a.login like $1 or a.name like $1
  order by o.kind, o.name, p.post, a.login limit 400`;
