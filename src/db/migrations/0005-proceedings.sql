-- Projections of proceedings: rebuilt from the entries, never the truth.
create table proceeding (
  id uuid primary key,
  procedure text not null,
  definition_hash bytea not null,
  opened_on date not null,
  title text not null,
  organisation_id uuid,
  region int not null,
  domains int not null,
  state text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  acts int not null default 1,
  hidden_from uuid[] not null default '{}'
);
comment on table proceeding is 'A running or closed case; the version of the procedure is the one of the day it opened.';
comment on column proceeding.organisation_id is 'The subject; null where the subject is not registered.';
comment on column proceeding.hidden_from is 'Organisations to which it is not shown in its present state: a check that comes unannounced.';
comment on column proceeding.acts is 'Number of entries; two acts at once collide on it.';
create index proceeding_by_organisation on proceeding (organisation_id, procedure, opened_at desc);
create index proceeding_by_region on proceeding (region, procedure, opened_at desc);
create index proceeding_open on proceeding (region, last_at desc) where closed_at is null;

create table seat (
  proceeding_id uuid not null references proceeding (id),
  role text not null,
  organisation_id uuid,
  account_id uuid,
  unique nulls not distinct (proceeding_id, role, organisation_id, account_id),
  check (organisation_id is not null or account_id is not null)
);
comment on table seat is 'Who fills which role in one proceeding; several may fill one.';
create index seat_by_organisation on seat (organisation_id, proceeding_id);
create index seat_by_account on seat (account_id, proceeding_id) where account_id is not null;

create table clock (
  proceeding_id uuid not null references proceeding (id),
  deadline text not null,
  owner_role text not null,
  owner_id uuid,
  region int not null,
  domains int not null,
  nature text not null,
  due_day date not null,
  until timestamptz not null,
  paused boolean not null,
  certain boolean not null,
  calendar text not null,
  primary key (proceeding_id, deadline)
);
comment on table clock is 'The unmet clocks of open proceedings, computed from the entries and kept for lists only.';
create index clock_by_owner on clock (owner_id, until);
create index clock_by_region on clock (region, until);
create index clock_by_time on clock (until);
