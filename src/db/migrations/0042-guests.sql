-- Somebody without an account complains or reports: the account is made for the purpose, holds no name and no way to
-- reach anybody, and is opened by a code that only its owner has.
alter table account add column access_hash bytea unique,
  add constraint guest_of_nobody check (access_hash is null
    or (organisation_id is null and password_hash is null and oidc_subject is null));
comment on column account.access_hash is 'SHA-256 of the access code of a guest; null for everybody else.';

create index guest_by_day on account (created_at) where access_hash is not null;

-- The files of citizens, which are counted before another is taken.
create index file_of_citizen on file (account_id) where organisation_id is null;

-- Who began and handed nothing in leaves nothing behind. Files and seats keep their account: whoever acts without an
-- organisation does it from a seat. Asked once a day, of those who were made within the thirty days before: whoever was
-- older was asked about then.
create function forget_idle_guests(made_before timestamptz) returns int
language sql volatile security definer set search_path = public, pg_temp as $$
  with idle as (
    select a.id from account a where a.access_hash is not null
      and a.created_at < made_before and a.created_at >= made_before - interval '30 days'
      and not exists (select from session s where s.account_id = a.id)
      and not exists (select from file f where f.account_id = a.id and f.organisation_id is null)
      and not exists (select from seat s where s.account_id = a.id)
      and not exists (select from proceeding p where p.opened_by = a.id)),
  gone as (delete from account a using idle where a.id = idle.id returning 1)
  select count(*)::int from gone
$$;
revoke execute on function forget_idle_guests(timestamptz) from public;
grant execute on function forget_idle_guests(timestamptz) to sifang_session;

-- What a guest who scanned a code complains about: what the page behind the code says, and who made it.
create function goods_of(asked uuid) returns table (maker_id uuid, maker text, product text, model text, number text, region int)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, l.product, l.model, l.number, o.region from lot l join organisation o on o.id = l.organisation_id
  where l.id = asked and l.origin = '' and my_account() is not null
    and exists (select from holding h where h.lot = l.seq and h.organisation_id = l.organisation_id and h.released > 0)
$$;
revoke execute on function goods_of(uuid) from public;
grant execute on function goods_of(uuid) to sifang_app;
