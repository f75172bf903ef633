-- A regulator rejects a registration that a firm made itself, closes a firm and opens it again, each as an entry.
alter table organisation
  add column closed_as text check (closed_as in ('rejected', 'deregistered', 'revoked', 'moved-out', 'duplicate')),
  add column closing_reason text not null default '',
  add check (closed_as is null or closed_on is not null);
comment on column organisation.closed_on is 'Day on which the firm ended for the platform; nothing falls due any more. Set and taken back by records of its standing.';
comment on column organisation.closed_as is 'Why it is closed; null while it is not. What was rejected frees its credit code.';
comment on column organisation.closing_reason is 'What the regulator wrote; told to whoever registered when he signs in.';
grant update (closed_as, closing_reason) on organisation to sifang_app;

-- A rejected registration keeps the code that it gave, and somebody else may have it.
alter table organisation drop constraint organisation_credit_code_key;
create unique index organisation_credit_code_key on organisation (credit_code) where closed_as is distinct from 'rejected';
create index organisation_by_credit_code on organisation (credit_code);

-- To whoever only knows id or code, what a regulator wrote is nobody's business.
create or replace function named_organisations(ids uuid[], code text) returns setof organisation
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.kind, o.name, o.credit_code, o.region, o.level, o.business, null::int, null::bigint, '', '', 0,
    o.confirmed_on, o.closed_on, o.created_at, true, o.closed_as, ''
  from organisation o where my_account() is not null
    and (o.id = any (ids) or (o.credit_code = upper(code) and o.closed_as is distinct from 'rejected'))
$$;

-- A firm whose principals all left or lost their entrance cannot act: it counts again as one without an account.
comment on column organisation.has_account is 'Whether somebody who may appoint (a principal who is to stay) has an enabled account in it, of other bodies than firms whether anybody ever had one.';
drop trigger account_noted on account;
drop function note_first_account();

create function note_who_leads() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare changed uuid := new.organisation_id;
begin
  update organisation o set has_account = led.is_led
    from (select exists (select from appointment p join account a on a.id = p.account_id
      where p.organisation_id = changed and p.post = 'principal' and p.ended_on is null and a.disabled_at is null
        and a.organisation_id = changed) as is_led) led
    where o.id = changed and o.kind in ('enterprise', 'platform') and o.has_account <> led.is_led;
  update organisation o set has_account = true
    where o.id = changed and o.kind not in ('enterprise', 'platform') and not o.has_account;
  return null;
end $$;
revoke execute on function note_who_leads() from public;
create trigger account_noted after insert or update of organisation_id, disabled_at on account
  for each row when (new.organisation_id is not null) execute function note_who_leads();
create trigger leader_noted after insert or update of ended_on on appointment
  for each row when (new.post = 'principal') execute function note_who_leads();
update organisation o set has_account = exists (select from appointment p join account a on a.id = p.account_id
    where p.organisation_id = o.id and p.post = 'principal' and p.ended_on is null and a.disabled_at is null
      and a.organisation_id = o.id)
  where o.kind in ('enterprise', 'platform');

-- The account of a firm's principal, in the transaction of the record that says who opened it. Null where it was given,
-- else what stood in the way.
create function give_first_account(firm uuid, account uuid, login text, name text, password_hash text, at timestamptz, day date)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare held organisation;
begin
  if not is_in_scope(firm) or not exists (select from organisation o where o.id = my_organisation() and o.kind = 'market-regulator') then
    return 'not-found';
  end if;
  -- Of two at once the second reads what the first did.
  select * into held from organisation o where o.id = firm and o.kind in ('enterprise', 'platform') for no key update;
  if held.id is null then return 'not-found'; end if;
  if held.closed_on is not null then return 'closed'; end if;
  if held.has_account then return 'has-one'; end if;
  if exists (select from account_claim c where c.organisation_id = firm and c.decided_at is null) then return 'claimed'; end if;
  begin
    insert into account (id, login, name, organisation_id, password_hash, must_change_password, created_at)
      values (account, login, name, firm, password_hash, true, at);
  exception when unique_violation then return 'login-taken';
  end;
  insert into appointment (id, account_id, organisation_id, post, from_day)
    values (gen_random_uuid(), account, firm, 'principal', day);
  return null;
end $$;
revoke execute on function give_first_account(uuid, uuid, text, text, text, timestamptz, date) from public;
grant execute on function give_first_account(uuid, uuid, text, text, text, timestamptz, date) to sifang_app;
