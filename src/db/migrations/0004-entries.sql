-- What was done. Insert-only: no role may update or delete. Partitioned by the time inside the UUIDv7, so that the
-- primary key is unique over all months and a replayed id always meets the row that it repeats.
create table entry (
  organisation_id uuid not null,
  id uuid not null,
  region int not null,
  domains int not null,
  kind text not null check (kind in ('duty', 'procedure', 'book')),
  definition text not null,
  definition_hash bytea not null,
  act text not null,
  proceeding_id uuid,
  period date,
  corrects uuid,
  cause uuid,
  at timestamptz not null,
  client_at timestamptz,
  late boolean not null default false,
  late_reason text,
  account_id uuid not null,
  account_organisation_id uuid,
  posts text[] not null,
  input jsonb not null,
  salt bytea not null check (length(salt) = 32),
  content_hash bytea not null check (length(content_hash) = 32),
  request_hash bytea not null,
  primary key (organisation_id, id)
) partition by range (id);
comment on table entry is 'One act as it was done; the unit of the ledger.';
comment on column entry.organisation_id is 'Whose record it is: the keeper, the performer, or the subject of a proceeding.';
comment on column entry.at is 'Time of the server; client_at is what the phone claimed.';
comment on column entry.request_hash is 'SHA-256 of the request as it came: tells a replay from another content under the same id.';
comment on column entry.cause is 'The entry whose effect this one is.';
-- Whoever made it, an id names one entry: nobody can put another one beside it.
create unique index entry_by_id on entry (id);
create index entry_by_definition on entry (organisation_id, definition, at desc);
create index entry_by_proceeding on entry (proceeding_id, at) where proceeding_id is not null;
create unique index entry_by_period on entry (organisation_id, definition, period, id) where period is not null;

-- The smallest UUID of version 7 of a month, the bound of its partition.
create function uuid_floor(day date) returns uuid language sql immutable as $$
  select (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-0000-0000-000000000000')::uuid
  from (select lpad(to_hex((extract(epoch from day::timestamp at time zone 'Asia/Shanghai') * 1000)::bigint), 12, '0')) as t (h)
$$;

-- Makes the partitions of the months from a day on; safe to call again and by several nodes.
create function ensure_entry_partitions(first date, months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare made int := 0; m date; part text;
begin
  perform pg_advisory_xact_lock(823001);
  for i in 0..months - 1 loop
    m := (date_trunc('month', first) + make_interval(months => i))::date;
    part := 'entry_' || to_char(m, 'YYYYMM');
    -- Where entries came before their partition they stay where they are; nothing else must wait for that.
    if to_regclass(part) is null and not exists (select from entry_other
        where id >= uuid_floor(m) and id < uuid_floor((m + interval '1 month')::date)) then
      execute format('create table %I partition of entry for values from (%L) to (%L)',
        part, uuid_floor(m), uuid_floor((m + interval '1 month')::date));
      -- Reached by its own name a partition has no policy and shows nothing.
      execute format('alter table %I enable row level security', part);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
create table entry_other partition of entry default;

create table entry_file (
  file_hash text not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  primary key (file_hash, entry_id)
);
comment on table entry_file is 'Which entry names which uploaded file.';
create index entry_file_by_entry on entry_file (entry_id);

create table file (
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size int not null,
  type text not null,
  account_id uuid not null,
  organisation_id uuid,
  at timestamptz not null,
  primary key (hash, account_id)
);
comment on table file is 'An uploaded file, addressed by the SHA-256 of its content; one row for each person who uploaded it.';

-- Whether a photo was handed in before; says no more than that, so it may look past the actor's scope. Nobody is told
-- without an account.
create function file_was_used(hash text, except_entry uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return my_account() is not null
    and exists (select from entry_file f where f.file_hash = hash and f.entry_id <> except_entry);
end $$;
