-- Whoever holds a paper with the number of an entry may learn whether that entry stands in the log: its place there and
-- its salted hash, which discloses nothing of what it says. Numbers cannot be guessed (74 random bits).
create function logged_entry(asked uuid) returns table (index bigint, content_hash bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.index, e.content_hash from entry e
  left join leaf l on l.entry_id = e.id and l.organisation_id = e.organisation_id
  where e.id = asked
$$;
revoke execute on function logged_entry(uuid) from public;
grant execute on function logged_entry(uuid) to sifang_public;
