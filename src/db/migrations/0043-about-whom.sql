-- A message may be about a body that no proceeding and no entry leads to: a firm that registered itself.
alter table notification add column about_id uuid;
comment on column notification.about_id is 'The organisation that it is about, where neither proceeding nor entry leads there.';
