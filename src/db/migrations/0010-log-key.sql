-- The public half of the key that signs checkpoints, so that every node, the public pages and the audit name the same
-- one. The private half never enters the database.
create table log_key (
  name text not null,
  vkey text primary key,
  at timestamptz not null
);
comment on table log_key is 'Public keys under which the log has signed; there is one unless the operator changed it.';
alter table log_key enable row level security;
grant select on log_key to sifang_app, sifang_public, sifang_sequencer, sifang_audit;
create policy everybody on log_key for select using (true);
grant insert on log_key to sifang_sequencer;
create policy sequencer_role on log_key for insert to sifang_sequencer with check (true);
