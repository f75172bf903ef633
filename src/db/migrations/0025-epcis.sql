-- EPCIS 2.0: captured documents as they came, byte by byte, and narrow rows by which their events are found.

-- One capture is one entry of the ledger (book trace-capture) under the same id, and one job.
create table epcis_capture (
  organisation_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  finished_at timestamptz,
  behaviour text not null check (behaviour in ('rollback', 'proceed')),
  kind text not null check (kind in ('document', 'event')),
  context jsonb not null,
  size int not null,
  document_hash bytea not null check (length(document_hash) = 32),
  events int not null,
  done int not null default 0,
  captured int not null default 0,
  repeated int not null default 0,
  rejected int not null default 0,
  errors jsonb not null default '[]',
  attempts int not null default 0,
  primary key (organisation_id, id)
);
comment on table epcis_capture is 'A document handed in, and how far its events are taken over.';
comment on column epcis_capture.at is 'When it was recorded: the recordTime of its events.';
comment on column epcis_capture.context is 'The @context of the document: what the prefixes of its events mean.';
comment on column epcis_capture.done is 'Events looked at. Under proceed they are also written, and a restart goes on behind them.';
comment on column epcis_capture.repeated is 'Events that were there before, equal in content.';
comment on column epcis_capture.errors is 'The first of the errors, each with the place of its event.';
comment on column epcis_capture.attempts is 'How often it was begun: what fails again and again is given up.';
create unique index epcis_capture_by_id on epcis_capture (id);
create index epcis_capture_by_time on epcis_capture (organisation_id, at desc);
create index epcis_capture_unfinished on epcis_capture (at) where finished_at is null;

-- The document in pieces of whole events; put together in order they are its bytes.
create table epcis_piece (
  id bigint generated always as identity primary key,
  organisation_id uuid not null,
  capture_id uuid not null,
  number int not null,
  body bytea not null,
  unique (capture_id, number)
);
comment on table epcis_piece is 'A piece of a captured document.';

-- An event: what it is found by, and where it stands in which piece. 122 bytes.
create table epcis_event (
  organisation_id uuid not null,
  key uuid not null,
  content uuid not null,
  event_time timestamptz not null,
  record_time timestamptz not null,
  piece bigint not null,
  start int not null,
  length int not null,
  biz_step int not null,
  disposition int not null,
  read_point int not null,
  biz_location int not null,
  kind smallint not null,
  primary key (organisation_id, event_time, key)
) partition by range (event_time);
comment on table epcis_event is 'A captured event; the event itself is a slice of a piece of its document.';
comment on column epcis_event.key is 'The first half of the SHA-256 of its id; a declaration of error has another one than what it takes back.';
comment on column epcis_event.content is 'The first half of its canonical hash: tells a repeated event from another one under the same id.';
comment on column epcis_event.biz_step is 'Fingerprints of texts, 0 for none: several may share one, so what is found is looked at again.';
create index epcis_event_by_key on epcis_event (key);
create index epcis_event_by_record on epcis_event (organisation_id, record_time);
create table epcis_event_other partition of epcis_event default;

create table epcis_mention (
  organisation_id uuid not null,
  term bigint not null,
  event_time timestamptz not null,
  key uuid not null
) partition by range (event_time);
comment on table epcis_mention is 'Which event names which identifier (a fingerprint of its canonical spelling).';
create index epcis_mention_by_term on epcis_mention (organisation_id, term, event_time);
create table epcis_mention_other partition of epcis_mention default;

create table epcis_word (
  organisation_id uuid not null,
  kind text not null check (kind in ('bizStep', 'disposition', 'readPoint', 'bizLocation')),
  word text not null,
  primary key (organisation_id, kind, word)
);
comment on table epcis_word is 'Steps, states and places that occur in the events of an organisation.';

create table epcis_query (
  organisation_id uuid not null,
  name text not null,
  query jsonb not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (organisation_id, name)
);
comment on table epcis_query is 'A query that an organisation gave a name.';

-- Makes the partitions of the months from a day on; safe to call again and by several nodes.
create function ensure_epcis_partitions(first date, months int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare made int := 0; m date; part text; low timestamptz; high timestamptz; kept boolean; parent text;
begin
  perform pg_advisory_xact_lock(823004);
  for i in 0..months - 1 loop
    m := (date_trunc('month', first) + make_interval(months => i))::date;
    low := m::timestamp at time zone 'Asia/Shanghai';
    high := (m + interval '1 month')::date::timestamp at time zone 'Asia/Shanghai';
    foreach parent in array array['epcis_event', 'epcis_mention'] loop
      part := parent || '_' || to_char(m, 'YYYYMM');
      -- Where rows came before their partition they stay where they are.
      if to_regclass(part) is null then
        execute format('select exists (select from %I where event_time >= $1 and event_time < $2)', parent || '_other')
          into kept using low, high;
        if not kept then
          execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent, low, high);
          -- Reached by its own name a partition has no policy and shows nothing.
          execute format('alter table %I enable row level security', part);
          made := made + 1;
        end if;
      end if;
    end loop;
  end loop;
  return made;
end $$;
revoke execute on function ensure_epcis_partitions(date, int) from public;
grant execute on function ensure_epcis_partitions(date, int) to sifang_sweep, sifang_import;

do $$
declare t text;
begin
  foreach t in array array['epcis_capture', 'epcis_piece', 'epcis_event', 'epcis_event_other', 'epcis_mention',
    'epcis_mention_other', 'epcis_word', 'epcis_query'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;

-- An organisation sees and writes its own; nobody else, officials included, sees anything by default.
grant select, insert on epcis_capture, epcis_piece, epcis_event, epcis_mention, epcis_word to sifang_app;
grant update (finished_at, done, captured, repeated, rejected, errors, attempts) on epcis_capture to sifang_app;
grant usage on sequence epcis_piece_id_seq to sifang_app;
grant select, insert, delete on epcis_query to sifang_app;
create policy own on epcis_capture to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()) and account_id = (select my_account()));
create policy own on epcis_piece to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy own on epcis_event to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy own on epcis_mention to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy own on epcis_word to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy own on epcis_query to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()) and account_id = (select my_account()));
-- The sweep finds what a crash left unfinished; it goes on in the name of who handed it in.
grant select (organisation_id, id, account_id, at, finished_at) on epcis_capture to sifang_sweep;
create policy unfinished on epcis_capture for select to sifang_sweep using (finished_at is null);
-- The audit hashes the documents again and counts their events.
grant select on epcis_capture, epcis_piece, epcis_event to sifang_audit;
create policy audit_role on epcis_capture for select to sifang_audit using (true);
create policy audit_role on epcis_piece for select to sifang_audit using (true);
create policy audit_role on epcis_event for select to sifang_audit using (true);
