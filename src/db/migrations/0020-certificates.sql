-- Licences and compulsory certificates, projected from the acts of their proceedings: rebuilt from entries, never the
-- truth. The lists of licensees are public by law, so everybody reads what was valid at some time.
create table certificate (
  proceeding_id uuid primary key references proceeding (id),
  organisation_id uuid not null references organisation (id),
  procedure text not null,
  kind text not null check (kind in ('licence', 'ccc')),
  number text not null,
  classes text[] not null,
  issuer text not null,
  until date not null,
  state text not null,
  since date not null,
  spans jsonb not null
);
comment on table certificate is 'A production licence or compulsory certificate as its acts give it.';
comment on column certificate.until is 'The day written on it; whether it could be relied on say the spans.';
comment on column certificate.spans is 'Days on which it could be relied on: [{"from", "to"}], both included; empty before it was verified.';
create index certificate_by_organisation on certificate (organisation_id);
create index certificate_by_number on certificate (number);
create index certificate_by_until on certificate (until);

alter table certificate enable row level security;
grant select, insert, update on certificate to sifang_app;
create policy by_proceeding on certificate to sifang_app
  using (sees_proceeding(proceeding_id)) with check (sees_proceeding(proceeding_id));
create policy listed on certificate for select to sifang_app using (spans <> '[]');
grant select on certificate to sifang_sweep, sifang_recorder, sifang_audit;
create policy rules on certificate for select to sifang_sweep, sifang_recorder, sifang_audit using (true);

-- The catalogue of key products by editions; each edition is a record of the provincial regulator's book.
create table catalogue_item (
  from_day date not null,
  line int not null,
  year int not null,
  "group" text not null,
  product text not null,
  class_id text references product_class (id),
  licence boolean not null,
  ccc boolean not null,
  special text not null default '',
  risk text not null check (risk in ('high', 'medium', 'low')),
  entry_id uuid not null,
  primary key (from_day, line)
);
comment on table catalogue_item is 'A product of an edition of the key product catalogue, in force from its first day until the next edition''s.';
comment on column catalogue_item.class_id is 'The product class that carries its duties; null where it matches none.';

-- What an edition says of a class, looked up by day in every rule.
create table product_class_version (
  class_id text not null references product_class (id),
  from_day date not null,
  licence boolean not null,
  ccc boolean not null,
  mandatory_standard boolean not null,
  risk text not null check (risk in ('high', 'medium', 'low')),
  primary key (class_id, from_day)
);
comment on table product_class_version is 'What holds for a class of products from a day on; before its first row holds product_class itself.';

-- Only the heads of the provincial regulator set the catalogue; from which day is for the rules of its book to say.
create function may_set_catalogue() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from organisation o where o.id = my_organisation() and o.kind = 'market-regulator'
    and o.level = 'province') and my_posts()::text[] && array['leader', 'administrator'];
end $$;
revoke execute on function may_set_catalogue() from public;
grant execute on function may_set_catalogue() to sifang_app;

alter table catalogue_item enable row level security;
alter table product_class_version enable row level security;
grant select on catalogue_item to sifang_app, sifang_public;
grant select on product_class_version to sifang_app, sifang_sweep, sifang_recorder, sifang_audit;
grant insert on catalogue_item, product_class_version to sifang_app;
create policy everybody on catalogue_item for select using (true);
create policy everybody on product_class_version for select using (true);
create policy province on catalogue_item for insert to sifang_app with check ((select may_set_catalogue()));
create policy province on product_class_version for insert to sifang_app with check ((select may_set_catalogue()));

-- The classes as the catalogue in force on a day has them. Plain SQL, so that it is planned into the statement around it.
create function product_class_on(day date) returns setof product_class language sql stable as $$
  select c.id, c.title, c."group", coalesce(v.licence, c.licence), coalesce(v.ccc, c.ccc),
    coalesce(v.mandatory_standard, c.mandatory_standard), coalesce(v.risk, c.risk), c.domains
  from product_class c
  left join lateral (select w.* from product_class_version w where w.class_id = c.id and w.from_day <= day
    order by w.from_day desc limit 1) v on true
$$;

-- What an organisation makes or sells on a day: what it registered, and what it holds a valid certificate for.
create function organisation_class_on(day date) returns table (organisation_id uuid, class_id text)
language sql stable as $$
  select p.organisation_id, p.class_id from organisation_product p
  union
  select c.organisation_id, k.id from certificate c cross join lateral unnest(c.classes) as k (id)
  where exists (select from jsonb_to_recordset(c.spans) as s ("from" date, "to" date) where day between s."from" and s."to")
$$;

-- As before, with the classes of the day.
create or replace function subject_facts(subject uuid, today date) returns table (id uuid, kind text, name text, region int,
  domains int, business text, headcount int, revenue_yuan bigint, classes json, posts text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan,
    (select json_agg(json_build_object('id', c.id, 'title', c.title, 'licence', c.licence, 'ccc', c.ccc,
        'mandatoryStandard', c.mandatory_standard, 'risk', c.risk) order by c.id)
      from organisation_class_on(today) p join product_class_on(today) c on c.id = p.class_id
      where p.organisation_id = o.id),
    (select array_agg(distinct a.post) from appointment a where a.organisation_id = o.id and a.from_day <= today
      and (a.until_day is null or a.until_day >= today) and (a.ended_on is null or a.ended_on > today)
      and (a.qualified_until is null or a.qualified_until >= today))
  from organisation o where o.id = subject and my_account() is not null
$$;
