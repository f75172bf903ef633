-- Whoever got some of a lot names its single pieces by their numbers alone, as their maker does: of which lot they are, its
-- commissioning said. Told to a house that holds or held the lot and to nobody else, so that a piece of somebody else's lot
-- is as unknown as one that nobody made.
create index epcis_single_by_piece on epcis_single (piece);
create function singles_named(pieces text[])
returns table (piece text, maker uuid, link text, gtin text, number text)
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select s.piece, s.organisation_id, s.link, s.gtin, s.number from epcis_single s
  where s.piece = any (pieces) and (s.organisation_id = my_organisation() or exists (
    select from lot l join holding h on h.lot = l.seq and h.organisation_id = my_organisation() and h.got > 0
    where l.identifier = s.link and l.organisation_id = s.organisation_id and l.origin = ''))
  order by s.piece, s.organisation_id
$$;
revoke execute on function singles_named(text[]) from public;
grant execute on function singles_named(text[]) to sifang_app;

alter table epcis_taken add column others jsonb;
comment on column epcis_taken.others is 'Single pieces that it names by their numbers alone and other houses made, by the house that made them; null where it names none.';
