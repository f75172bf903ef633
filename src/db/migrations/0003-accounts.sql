-- People, what posts they hold, how they sign in.
create table account (
  id uuid primary key,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  name text not null check (length(name) between 1 and 60),
  organisation_id uuid references organisation (id),
  password_hash text,
  must_change_password boolean not null default false,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  failed_count int not null default 0,
  locked_until timestamptz,
  oidc_issuer text,
  oidc_subject text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  unique (oidc_issuer, oidc_subject)
);
comment on table account is 'A person who can sign in; citizens have no organisation.';
comment on column account.totp_secret is 'Sealed with the server key (AES-256-GCM); null where no second factor is set up.';
create index account_by_organisation on account (organisation_id);

create table appointment (
  id uuid primary key,
  account_id uuid not null references account (id),
  organisation_id uuid not null references organisation (id),
  post text not null,
  from_day date not null,
  until_day date,
  qualified_until date,
  ended_on date,
  entry_id uuid
);
comment on table appointment is 'A person in a post; qualified_until null means that no validity was set.';
create index appointment_by_account on appointment (account_id);
create index appointment_by_organisation on appointment (organisation_id, post);

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  second_factor boolean not null default false
);
comment on table session is 'A signed-in browser; the cookie holds the token, the table its SHA-256.';
create index session_by_account on session (account_id);
create index session_by_expiry on session (expires_at);

create table api_key (
  id uuid primary key,
  key_hash bytea not null unique,
  name text not null,
  account_id uuid not null references account (id),
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
comment on table api_key is 'A key of an enterprise system; it acts as the account that made it.';
create index api_key_by_organisation on api_key (organisation_id);

create table sign_in_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  login text not null,
  outcome text not null,
  address text not null
);
comment on table sign_in_event is 'Every attempt to sign in, with its outcome.';
create index sign_in_event_by_time on sign_in_event (at);
