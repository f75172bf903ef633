-- A change of what is registered that ends duties waits for the regulator of the place; until then everything stays.
alter table organisation add column asked_entry uuid;
comment on column organisation.asked_entry is 'The version of its profile that waits for the regulator because it ends duties; null where none does.';
grant update (asked_entry) on organisation to sifang_app;
create index organisation_asked on organisation (region, name) where asked_entry is not null;

create or replace function named_organisations(ids uuid[], code text) returns setof organisation
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.credit_code, o.region, o.level, o.business, null::int, null::bigint, '', '', 0,
    o.confirmed_on, o.closed_on, o.created_at, true, o.closed_as, '', null::uuid
  from organisation o where my_account() is not null
    and (o.id = any (ids) or (o.credit_code = upper(code) and o.closed_as is distinct from 'rejected'))
$$;
