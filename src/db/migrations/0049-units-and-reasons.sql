-- Nothing is packed twice, and no more of a lot than there is: where each thing lies is found from the thing.
create index epcis_unit_by_content on epcis_unit using gin (content jsonb_path_ops);

-- The units of the own house in which some units or single pieces lie. A row policy lets no index on content be read.
create function units_around(things text[]) returns table (unit text, content jsonb)
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select distinct on (u.unit) u.unit, u.content from unnest(things) as t (thing)
  cross join lateral (
    select o.unit, o.content from epcis_unit o
      where o.content @> jsonb_build_object('units', jsonb_build_array(t.thing)) and o.organisation_id = my_organisation()
    union all
    select o.unit, o.content from epcis_unit o
      where o.content @> jsonb_build_object('pieces', jsonb_build_array(t.thing)) and o.organisation_id = my_organisation()
  ) u order by u.unit
$$;

-- How much of some lots lies in the units of the own house that are not among the known ones.
create function packed_elsewhere(links text[], known text[]) returns table (link text, unit text, quantity numeric)
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select l.link, a.value ->> 'unit', sum(coalesce((a.value ->> 'quantity')::numeric, 0))
  from unnest(links) as l (link)
  join lateral (select o.unit, o.content from epcis_unit o
    where o.content @> jsonb_build_object('lots', jsonb_build_array(jsonb_build_object('link', l.link)))
      and o.organisation_id = my_organisation() and not o.unit = any (known)) u on true
  cross join lateral jsonb_array_elements(u.content -> 'lots') as a (value)
  where a.value ->> 'link' = l.link
  group by 1, 2
$$;

do $$
declare f text;
begin
  foreach f in array array['units_around(text[])', 'packed_elsewhere(text[], text[])'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;

-- Captured events that the register of lots could not take, each with its reason, for lists of them. One that is taken later
-- is no longer here. Of a house without lots and products none is written: the one reason is that of all.
create table epcis_left_out (
  organisation_id uuid not null,
  key uuid not null,
  event_time timestamptz not null,
  sentence text not null,
  basis text[] not null,
  primary key (organisation_id, key)
);
comment on table epcis_left_out is 'A captured event that is not part of the register of lots, and why.';
comment on column epcis_left_out.key is 'As in epcis_event.';
comment on column epcis_left_out.sentence is 'Without a stop.';
comment on column epcis_left_out.basis is 'Clauses that it rests on.';
create index epcis_left_out_by_time on epcis_left_out (organisation_id, event_time, key);
alter table epcis_left_out enable row level security;
grant select, insert, update (event_time, sentence, basis), delete on epcis_left_out to sifang_app;
create policy own on epcis_left_out to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
