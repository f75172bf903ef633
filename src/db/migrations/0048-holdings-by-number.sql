-- A holding bears the number of its lot: many houses number theirs by the day, and whoever looks his own up must not be asked
-- about everybody's. The number of a lot never changes.
alter table holding add column number text not null default '';
comment on column holding.number is 'The number of the lot in small letters.';

create or replace function place_holding() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  select o.region, o.domains into new.region, new.domains from organisation o where o.id = new.organisation_id for share;
  select lower(l.number) into new.number from lot l where l.seq = new.lot;
  return new;
end $$;
update holding h set number = lower(l.number) from lot l where l.seq = h.lot;
create index holding_by_number on holding (organisation_id, number);

create or replace function lots_named(links text[], numbers text[]) returns table (id uuid, identifier text, number text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  seqs bigint[];
begin
  select array_agg(f.lot) into seqs from (
    select h.lot from lot l join holding h on h.lot = l.seq and h.organisation_id = me where l.identifier = any (links)
    union select h.lot from holding h where h.organisation_id = me and h.number = any (numbers)) f;
  perform from holding h where h.organisation_id = me and h.lot = any (seqs) order by h.lot for update;
  return query select l.id, l.identifier, l.number from lot l where l.seq = any (seqs) order by l.seq;
end $$;
