-- Who sees and who writes. Default deny: row security is on for every table, every transaction takes on one of the
-- roles, and a role has only the grants below. Officials see their region (an integer range, lo > hi for everybody
-- else) and their domains; the predicate is written out each time because a function around it would not be inlined.
do $$
declare t text;
begin
  foreach t in array array['region','product_class','organisation','organisation_product','account','appointment',
    'session','api_key','sign_in_event','entry','entry_file','file','proceeding','seat','clock','duty_month',
    'duty_summary','duty_closed_month','leaf_queue','leaf','tile','checkpoint','cosignature','witness',
    'notification','publication','import_job','sweep_run'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
-- Not for any role: the partition that catches what no month does, and the list of migrations.
alter table entry_other enable row level security;
alter table sifang_migration enable row level security;

-- What a policy must know of another table it asks one of these functions. As subqueries the policies of that table
-- would be planned into every statement, three deep: 9 ms of planning against 0.3 ms. They look one row up by its key,
-- past its policy and by the same rule; in PL/pgSQL, whose plans stay with the connection in every version.

-- A seat opens its proceeding to the organisation or citizen that fills it.
create function is_seated(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from seat s where s.proceeding_id = asked
    and (s.organisation_id = my_organisation() or s.account_id = my_account()));
end $$;
-- An unannounced check is hidden from those it is about until they are told.
create function is_hidden(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from proceeding p where p.id = asked and my_organisation() = any (p.hidden_from));
end $$;
create function is_in_scope(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from organisation o where o.id = asked
    and o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0);
end $$;
create function sees_proceeding(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from proceeding p where p.id = asked
    and (my_organisation() is null or not my_organisation() = any (p.hidden_from))
    and (p.organisation_id = my_organisation() or p.opened_by = my_account()
      or p.region between my_region_lo() and my_region_hi() and p.domains & my_domains() <> 0 or is_seated(asked)));
end $$;
create function sees_entry(organisation uuid, asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from entry e where e.organisation_id = organisation and e.id = asked
    and (e.organisation_id = my_organisation() or e.account_id = my_account()
      or e.region between my_region_lo() and my_region_hi() and e.domains & my_domains() <> 0
      or e.proceeding_id is not null and is_seated(e.proceeding_id))
    and (e.proceeding_id is null or e.account_id = my_account() or not is_hidden(e.proceeding_id)));
end $$;
create function wrote_entry(organisation uuid, asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from entry e where e.organisation_id = organisation and e.id = asked and e.account_id = my_account());
end $$;
create function sees_file(asked text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from entry_file f where f.file_hash = asked and sees_entry(f.organisation_id, f.entry_id));
end $$;

-- These answer with the whole set, once for a statement and only where a row needs it.
create function my_cases() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select s.proceeding_id from seat s where s.organisation_id = my_organisation()
    union all select s.proceeding_id from seat s where s.account_id = my_account();
end $$;
create function my_case_partners() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select other.organisation_id from seat own join proceeding p on p.id = own.proceeding_id
    join seat other on other.proceeding_id = own.proceeding_id
    where own.organisation_id = my_organisation() and not my_organisation() = any (p.hidden_from)
      and other.organisation_id is not null;
end $$;

grant select on region, product_class to sifang_app, sifang_public, sifang_session, sifang_sweep, sifang_import, sifang_audit;
create policy everybody on region for select using (true);
create policy everybody on product_class for select using (true);

-- What an organisation is, its level and its credit code are nobody's to change.
grant select, insert on organisation to sifang_app;
grant update (name, region, business, headcount, revenue_yuan, address, phone, domains, confirmed_on, closed_on)
  on organisation to sifang_app;
grant select, insert, update, delete on organisation_product to sifang_app;
create policy own_or_scope on organisation to sifang_app
  using (id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0))
  with check (id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
-- Official bodies come from the operator; whoever could enter one would sit in it next.
create policy no_officials on organisation as restrictive for insert to sifang_app
  with check (kind in ('enterprise', 'platform'));
-- Names of official bodies are public knowledge; a seat or a referral must be able to name them.
create policy official_names on organisation for select to sifang_app
  using (kind in ('market-regulator', 'industry-department', 'customs', 'police', 'local-government', 'laboratory', 'association')
    and (select my_account()) is not null);
-- Parties of one case know each other's names. PostgreSQL asks policies in the reverse order of their names, so this
-- one, which has to read all cases of the actor, comes last and mostly not at all.
create policy case_partners on organisation for select to sifang_app using (id in (select my_case_partners()));
create policy by_organisation on organisation_product for select to sifang_app
  using (organisation_id = (select my_organisation()) or exists (select from organisation o where o.id = organisation_id));
-- Whoever may only see the body (a party of the same case) changes nothing of it.
create policy by_scope on organisation_product to sifang_app
  using (organisation_id = (select my_organisation()) or exists (select from organisation o where o.id = organisation_id
    and o.region between (select my_region_lo()) and (select my_region_hi()) and o.domains & (select my_domains()) <> 0))
  with check (organisation_id = (select my_organisation()) or is_in_scope(organisation_id));

-- Accounts are made by the roles that handle passwords.
grant select on account, appointment to sifang_app;
grant insert on appointment to sifang_app;
grant update (from_day, until_day, qualified_until, ended_on) on appointment to sifang_app;
grant update (name, disabled_at) on account to sifang_app;
create policy own_or_scope on account to sifang_app
  using (id = (select my_account()) or organisation_id = (select my_organisation())
    or is_in_scope(organisation_id))
  with check (organisation_id = (select my_organisation()));
create policy own_or_scope on appointment to sifang_app
  using (account_id = (select my_account()) or organisation_id = (select my_organisation())
    or is_in_scope(organisation_id))
  with check (organisation_id = (select my_organisation()));
-- Nobody reads password hashes or sealed secrets but the role that signs people in.
revoke select on account from sifang_app;
grant select (id, login, name, organisation_id, must_change_password, totp_confirmed_at, disabled_at, created_at, locked_until) on account to sifang_app;

grant select, insert, update, delete on session to sifang_session;
grant select, insert, update on account, api_key to sifang_session;
grant select on appointment, organisation, organisation_product to sifang_session;
grant insert, select on sign_in_event to sifang_session;
grant usage on sequence sign_in_event_id_seq to sifang_session;
create policy session_role on session to sifang_session using (true) with check (true);
create policy session_role on account to sifang_session using (true) with check (true);
create policy session_role on api_key to sifang_session using (true) with check (true);
create policy session_role on appointment for select to sifang_session using (true);
create policy session_role on organisation for select to sifang_session using (true);
create policy session_role on organisation_product for select to sifang_session using (true);
create policy session_role on sign_in_event to sifang_session using (true) with check (true);
grant select (id, name, account_id, organisation_id, created_at, expires_at, revoked_at, last_used_at), insert on api_key to sifang_app;
grant update (revoked_at) on api_key to sifang_app;
create policy own on api_key to sifang_app
  using (organisation_id = (select my_organisation())) with check (organisation_id = (select my_organisation()));
-- A key acts as its maker, so each makes his own; a colleague's may be revoked.
create policy own_name on api_key as restrictive for insert to sifang_app
  with check (account_id = (select my_account()));

grant select, insert on entry to sifang_app;
create policy read_scope on entry for select to sifang_app
  using (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
    or account_id = (select my_account())
    or (proceeding_id is not null and is_seated(proceeding_id)));
create policy not_hidden on entry as restrictive for select to sifang_app
  using (proceeding_id is null or account_id = (select my_account()) or not is_hidden(proceeding_id));
create policy write_own on entry for insert to sifang_app
  with check (account_id = (select my_account())
    and account_organisation_id is not distinct from (select my_organisation())
    and (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
      or (proceeding_id is not null and is_seated(proceeding_id))));

grant select, insert on entry_file, file to sifang_app;
create policy by_entry on entry_file for select to sifang_app using (sees_entry(organisation_id, entry_id));
create policy by_entry_write on entry_file for insert to sifang_app with check (wrote_entry(organisation_id, entry_id));
create policy own_or_named on file for select to sifang_app
  using (account_id = (select my_account()) or sees_file(hash));
create policy own on file for insert to sifang_app with check (account_id = (select my_account()));

grant select, insert, update on proceeding to sifang_app;
create policy scope on proceeding for select to sifang_app
  using (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
    or opened_by = (select my_account()) or id in (select my_cases()));
create policy not_hidden on proceeding as restrictive for select to sifang_app
  using (hidden_from = '{}' or (select my_organisation()) is null or not (select my_organisation()) = any (hidden_from));
create policy opens on proceeding for insert to sifang_app with check (opened_by = (select my_account()));
create policy moves on proceeding for update to sifang_app
  using (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
    or id in (select my_cases()));
grant select, insert, update, delete on seat, clock to sifang_app;
create policy by_proceeding on seat to sifang_app
  using (sees_proceeding(proceeding_id)) with check (sees_proceeding(proceeding_id));
create policy by_proceeding on clock to sifang_app
  using (sees_proceeding(proceeding_id)) with check (sees_proceeding(proceeding_id));

grant select, insert, update on duty_month to sifang_app;
create policy own_or_scope on duty_month for select to sifang_app
  using (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
create policy own_insert on duty_month for insert to sifang_app with check (organisation_id = (select my_organisation()));
create policy own_update on duty_month for update to sifang_app using (organisation_id = (select my_organisation()));
grant select on duty_summary, duty_closed_month to sifang_app;
create policy scope on duty_summary for select to sifang_app using ((region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
create policy everybody on duty_closed_month for select to sifang_app using (true);

grant insert on leaf_queue to sifang_app;
grant usage on sequence leaf_queue_seq_seq to sifang_app;
create policy enqueue on leaf_queue for insert to sifang_app with check ((select my_account()) is not null);
grant select on leaf to sifang_app, sifang_audit;
create policy by_entry on leaf for select to sifang_app using (sees_entry(organisation_id, entry_id));
grant select on tile, checkpoint, cosignature, witness to sifang_app, sifang_public, sifang_sequencer, sifang_audit;
create policy everybody on tile for select using (true);
create policy everybody on checkpoint for select using (true);
create policy everybody on cosignature for select using (true);
create policy everybody on witness for select using (true);

grant select, delete on leaf_queue to sifang_sequencer;
grant select, insert on leaf to sifang_sequencer;
grant insert, update on tile to sifang_sequencer;
grant insert on checkpoint, cosignature to sifang_sequencer;
grant insert, update on witness to sifang_sequencer;
create policy sequencer_role on leaf_queue to sifang_sequencer using (true);
create policy sequencer_role on leaf to sifang_sequencer using (true) with check (true);
create policy sequencer_role on tile to sifang_sequencer using (true) with check (true);
create policy sequencer_role on checkpoint for insert to sifang_sequencer with check (true);
create policy sequencer_role on cosignature for insert to sifang_sequencer with check (true);
create policy sequencer_role on witness to sifang_sequencer using (true) with check (true);

grant select, insert on notification to sifang_app;
grant update (read_at) on notification to sifang_app;
create policy mine on notification for select to sifang_app
  using (account_id = (select my_account())
    or (organisation_id = (select my_organisation()) and (post is null or post = any ((select my_posts())::text[]))));
-- A reminder about an unannounced check must not announce it.
create policy not_hidden on notification as restrictive for select to sifang_app
  using (proceeding_id is null or not is_hidden(proceeding_id));
create policy mine_update on notification for update to sifang_app
  using (account_id = (select my_account())
    or (organisation_id = (select my_organisation()) and (post is null or post = any ((select my_posts())::text[]))));
create policy send on notification for insert to sifang_app with check ((select my_account()) is not null);
grant select, insert on publication to sifang_app;
grant select on publication to sifang_public, sifang_audit;
create policy everybody on publication for select using (true);
create policy by_entry on publication for insert to sifang_app
  with check (exists (select from entry e where e.id = entry_id and e.account_id = (select my_account())));
grant select, insert, update on import_job to sifang_app, sifang_import;
create policy own on import_job to sifang_app
  using (organisation_id = (select my_organisation())) with check (organisation_id = (select my_organisation()));
create policy import_role on import_job to sifang_import using (true) with check (true);

-- The nightly work and the audit see everything they need and no more.
grant select on organisation, organisation_product, appointment, account, proceeding, seat, entry, duty_closed_month to sifang_sweep;
revoke select on account from sifang_sweep;
grant select (id, organisation_id, disabled_at) on account to sifang_sweep;
grant select, insert, update on duty_month to sifang_sweep;
grant select, insert, update, delete on clock to sifang_sweep;
grant select, insert on notification to sifang_sweep;
grant select on duty_summary to sifang_sweep;
grant select, insert, update on sweep_run to sifang_sweep;
do $$
declare t text;
begin
  foreach t in array array['organisation','organisation_product','appointment','account','proceeding','seat','entry',
    'duty_month','duty_summary','duty_closed_month','clock','notification','sweep_run'] loop
    execute format('create policy sweep_role on %I to sifang_sweep using (true) with check (true)', t);
  end loop;
  foreach t in array array['entry','entry_file','proceeding','seat','clock','duty_month','duty_summary','duty_closed_month',
    'leaf','leaf_queue','organisation','organisation_product','appointment'] loop
    execute format('grant select on %I to sifang_audit', t);
    execute format('create policy audit_role on %I for select to sifang_audit using (true)', t);
  end loop;
end $$;
grant execute on function close_duty_month(date) to sifang_sweep;
grant execute on function ensure_entry_partitions(date, int) to sifang_sweep;

-- The operator's own bulk loading of the register (command line and demo world).
grant select, insert, update, delete on region, product_class, organisation_product to sifang_import;
grant select, insert, update on organisation, appointment to sifang_import;
grant insert, select (id, login, name, organisation_id, disabled_at) on account to sifang_import;
grant insert on notification to sifang_import;
create policy import_role on notification for insert to sifang_import with check (true);
do $$
declare t text;
begin
  foreach t in array array['region','product_class','organisation','organisation_product','account','appointment'] loop
    execute format('create policy import_role on %I to sifang_import using (true) with check (true)', t);
  end loop;
end $$;

-- Search by name or code within one's own scope. Trigram operators are not leakproof, so under row security their
-- index is not used; this function applies the same scope itself (policy own_or_scope of organisation).
create function search_organisation(query text, kinds text[], max_rows int) returns setof organisation
language sql stable security definer set search_path = public, pg_temp as $$
  select o.* from organisation o
  where (o.name like '%' || replace(replace(replace(query, '\', '\\'), '%', '\%'), '_', '\_') || '%' or o.credit_code = upper(query))
    and (kinds is null or o.kind = any (kinds))
    and my_account() is not null
    and (o.id = my_organisation() or (o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0))
  order by o.name limit least(max_rows, 100)
$$;
-- Who knows the id or the whole credit code of a registered body may name it, also outside the own scope: a maker tells
-- shops of a recall, a county names a producer elsewhere. Name, kind and place are public in the register of companies.
create function named_organisations(ids uuid[], code text) returns setof organisation
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.credit_code, o.region, o.level, o.business, null::int, null::bigint, '', '', 0,
    o.confirmed_on, o.closed_on, o.created_at
  from organisation o where my_account() is not null and (o.id = any (ids) or o.credit_code = upper(code))
$$;
-- Officials and laboratory staff act by name; the names of citizens and of staff of enterprises stay in their scope.
create function named_officials(ids uuid[]) returns table (id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name from account a join organisation o on o.id = a.organisation_id
  where a.id = any (ids) and my_account() is not null
    and o.kind in ('market-regulator', 'industry-department', 'customs', 'police', 'local-government', 'laboratory', 'association')
$$;
-- Whoever may open a case may open it about anybody: a citizen about a shop, a shop about a maker elsewhere. The rules
-- need these facts to decide; no page shows them.
create function subject_facts(subject uuid, today date) returns table (id uuid, kind text, name text, region int,
  domains int, business text, headcount int, revenue_yuan bigint, classes json, posts text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan,
    (select json_agg(json_build_object('id', c.id, 'title', c.title, 'licence', c.licence, 'ccc', c.ccc,
        'mandatoryStandard', c.mandatory_standard, 'risk', c.risk) order by c.id)
      from organisation_product p join product_class c on c.id = p.class_id where p.organisation_id = o.id),
    (select array_agg(distinct a.post) from appointment a where a.organisation_id = o.id and a.from_day <= today
      and (a.until_day is null or a.until_day >= today) and (a.ended_on is null or a.ended_on > today)
      and (a.qualified_until is null or a.qualified_until >= today))
  from organisation o where o.id = subject and my_account() is not null
$$;
-- The functions above are for signed-in actors and the sweep only.
revoke execute on function search_organisation(text, text[], int), close_duty_month(date), ensure_entry_partitions(date, int), file_was_used(text, uuid), is_seated(uuid), is_hidden(uuid),
  is_in_scope(uuid), sees_proceeding(uuid), sees_entry(uuid, uuid), wrote_entry(uuid, uuid), sees_file(text), my_cases(), my_case_partners(),
  named_organisations(uuid[], text), named_officials(uuid[]), subject_facts(uuid, date) from public;
grant execute on function search_organisation(text, text[], int), file_was_used(text, uuid), is_seated(uuid), is_hidden(uuid),
  is_in_scope(uuid), sees_proceeding(uuid), sees_entry(uuid, uuid), wrote_entry(uuid, uuid), sees_file(text), my_cases(), my_case_partners(),
  named_organisations(uuid[], text), named_officials(uuid[]), subject_facts(uuid, date) to sifang_app;
grant execute on function close_duty_month(date), ensure_entry_partitions(date, int) to sifang_sweep, sifang_import;
