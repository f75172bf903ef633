-- The Merkle log: entries wait in the queue of the transaction that wrote them, the sequencer numbers them.
create table leaf_queue (
  seq bigint generated always as identity primary key,
  organisation_id uuid not null,
  entry_id uuid not null,
  content_hash bytea not null
);
comment on table leaf_queue is 'Entries that are committed and not yet in the log.';

create table leaf (
  index bigint primary key,
  organisation_id uuid not null,
  entry_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  unique (entry_id, organisation_id)
);
comment on table leaf is 'The log in order: leaf hash by index.';

create table tile (
  level smallint not null,
  n bigint not null,
  hashes bytea not null,
  primary key (level, n)
);
comment on table tile is 'Tiles of the tree, C2SP tlog-tiles; the last of a level is partial and grows.';

create table checkpoint (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null
);
comment on table checkpoint is 'Signed tree heads.';
create index checkpoint_by_time on checkpoint (at desc);

create table cosignature (
  size bigint not null references checkpoint (size),
  witness text not null,
  line text not null,
  at timestamptz not null,
  primary key (size, witness)
);
comment on table cosignature is 'Signature lines of witnesses under a checkpoint.';

create table witness (
  name text primary key,
  vkey text not null,
  party text not null,
  size bigint not null default 0
);
comment on table witness is 'Who co-signs checkpoints; size is the last that was co-signed.';
