-- The first account of a firm that a regulator registered: opened by the regulator, or claimed by the firm itself.
-- Whether a firm has one stands with the firm: asked of the accounts, a province would ask 200,000 times.
alter table organisation add column has_account boolean not null default false;
comment on column organisation.has_account is 'Whether anybody ever had an account in it; set by the first one and never taken back.';
update organisation o set has_account = true where exists (select from account a where a.organisation_id = o.id);
create index organisation_without_account on organisation (region, name)
  where kind in ('enterprise', 'platform') and not has_account;
create index organisation_unconfirmed on organisation (region, name)
  where kind in ('enterprise', 'platform') and confirmed_on is null;

create function note_first_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update organisation set has_account = true where id = new.organisation_id and not has_account;
  return null;
end $$;
revoke execute on function note_first_account() from public;
create trigger account_noted after insert or update of organisation_id on account
  for each row when (new.organisation_id is not null) execute function note_first_account();

-- To whoever only knows id or code it is nobody's business.
create or replace function named_organisations(ids uuid[], code text) returns setof organisation
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.credit_code, o.region, o.level, o.business, null::int, null::bigint, '', '', 0,
    o.confirmed_on, o.closed_on, o.created_at, true
  from organisation o where my_account() is not null and (o.id = any (ids) or o.credit_code = upper(code))
$$;

create table account_claim (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  account_id uuid references account (id),
  login text not null,
  name text not null,
  firm_name text not null,
  phone text not null default '',
  claimed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references account (id),
  accepted boolean,
  check ((decided_at is null) = (accepted is null) and (decided_at is null) = (decided_by is null)),
  check (account_id is not null or not coalesce(accepted, true))
);
comment on table account_claim is 'Somebody who registered with the credit code of a firm that is registered and has no account: its principal, once the regulator has looked.';
comment on column account_claim.account_id is 'Disabled and in no organisation until the claim is confirmed; null once it was refused, the account is gone then.';
comment on column account_claim.firm_name is 'What the claimant called the firm; the regulator holds it against the register.';
create unique index account_claim_open on account_claim (organisation_id) where decided_at is null;
create unique index account_claim_by_account on account_claim (account_id);
alter table account_claim enable row level security;

-- Name and telephone of a claimant are for the regulator of the place; departments and the firm do not see them.
grant select on account_claim to sifang_app;
create policy of_regulator on account_claim for select to sifang_app
  using (is_in_scope(organisation_id) and exists (select from organisation o
    where o.id = (select my_organisation()) and o.kind = 'market-regulator'));
-- Whoever signs in with the right password is told that the claim is being looked at.
grant select (account_id, decided_at) on account_claim to sifang_session;
create policy session_role on account_claim for select to sifang_session using (true);

grant select, insert, update (account_id, decided_at, decided_by, accepted) on account_claim to sifang_import;
create policy import_role on account_claim to sifang_import using (true) with check (true);
grant update (organisation_id, disabled_at), delete on account to sifang_import;
-- Only claimants are ever put into a firm or removed: disabled and in no organisation, they never could sign in.
create policy only_claimants on account as restrictive for update to sifang_import
  using (organisation_id is null and disabled_at is not null) with check (true);
create policy only_refused on account as restrictive for delete to sifang_import
  using (organisation_id is null and disabled_at is not null);
