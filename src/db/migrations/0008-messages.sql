create table notification (
  id uuid primary key,
  account_id uuid,
  organisation_id uuid,
  post text,
  title text not null,
  proceeding_id uuid,
  entry_id uuid,
  once text unique,
  at timestamptz not null,
  read_at timestamptz,
  check (account_id is not null or organisation_id is not null)
);
comment on table notification is 'A message to a person, or to the holders of a post of an organisation.';
comment on column notification.once is 'Key of a reminder step, so that it fires once.';
create index notification_by_organisation on notification (organisation_id, at desc);
create index notification_by_account on notification (account_id, at desc);

create table publication (
  id uuid primary key,
  kind text not null,
  title text not null,
  text text not null,
  organisation_id uuid,
  region int not null,
  entry_id uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz
);
comment on table publication is 'What is shown to the public.';
create index publication_by_time on publication (at desc);

create table import_job (
  id uuid primary key,
  organisation_id uuid not null,
  account_id uuid not null,
  file_name text not null,
  state text not null check (state in ('running', 'refused', 'done')),
  rows int not null default 0,
  done int not null default 0,
  issues jsonb not null default '[]',
  at timestamptz not null,
  finished_at timestamptz
);
comment on table import_job is 'A bulk intake and its errors, row by row.';
create index import_job_by_organisation on import_job (organisation_id, at desc);

create table sweep_run (
  job text primary key,
  day date not null,
  at timestamptz not null
);
comment on table sweep_run is 'The last day for which a nightly job was done.';
