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

-- The graph also says when a lot was begun: what came from outside has no day of making, but that of its inspection.
create or replace function trace_graph(seeds bigint[], most int, up_lots bigint[], up_depths int[], down_lots bigint[],
  down_depths int[]) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  with found as (
    select lot, min(depth) as depth, bool_or(is_up) as is_up from (
      select u.lot, u.depth, true as is_up from unnest(up_lots, up_depths) as u (lot, depth)
      union all select d.lot, d.depth, false from unnest(down_lots, down_depths) as d (lot, depth)) both_ways
    group by lot
  ), near as materialized (select * from found order by depth, lot limit most
  ), lots as (
    select l.seq, jsonb_build_object('id', l.id, 'depth', case when n.is_up then -n.depth else n.depth end,
      'number', l.number, 'product', l.product, 'model', l.model, 'unit', l.unit, 'quantity', trim_scale(l.quantity)::text,
      'madeOn', l.made_on, 'registeredBy', l.organisation_id, 'origin', l.origin,
      'begunOn', (select min(e.on_day) from lot_event e where e.lot = l.seq and e.kind = 'made'),
      'event', (select t.event_id from lot_event e join epcis_taken t on t.capture_id = e.entry_id
        and t.number = e.number / 10000 and t.organisation_id = (select my_organisation())
        where e.lot = l.seq and e.kind = 'made' limit 1),
      'blocked', exists (select from lot_block b where b.lot = l.seq)) as value
    from near n join lot l on l.seq = n.lot
  ), held as (
    select jsonb_build_object('lot', l.id, 'holder', h.organisation_id, 'own', h.own, 'got', trim_scale(h.got)::text,
      'used', trim_scale(h.used)::text, 'shipped', trim_scale(h.shipped)::text,
      'returned', trim_scale(h.returned)::text, 'destroyed', trim_scale(h.destroyed)::text,
      'onHand', trim_scale(h.got - h.used - h.shipped - h.returned - h.destroyed)::text) as value
    from near n join lot l on l.seq = n.lot join holding h on h.lot = l.seq where h.got > 0
  ), parts as (
    select jsonb_build_object('parent', u.id, 'child', c.id, 'by', p.organisation_id,
      'quantity', trim_scale(sum(p.quantity))::text) as value
    from near n join lot_part p on p.child = n.lot join near m on m.lot = p.parent
      join lot u on u.seq = p.parent join lot c on c.seq = p.child
    group by u.id, c.id, p.organisation_id
  ), moves as (
    select jsonb_build_object('lot', l.id, 'kind', e.kind, 'from', e.organisation_id, 'to', e.to_id, 'toName', e.to_name,
      'quantity', trim_scale(sum(e.quantity))::text, 'times', count(*), 'first', min(e.on_day), 'last', max(e.on_day)) as value
    from near n join lot l on l.seq = n.lot join lot_event e on e.lot = l.seq
    where e.kind in ('shipped', 'returned')
    group by l.id, e.kind, e.organisation_id, e.to_id, e.to_name
    limit 20000
  )
  select jsonb_build_object('total', (select count(*) from found),
    'lots', (select coalesce(jsonb_agg(value), '[]') from lots),
    'holdings', (select coalesce(jsonb_agg(value), '[]') from held),
    'parts', (select coalesce(jsonb_agg(value), '[]') from parts),
    'moves', (select coalesce(jsonb_agg(value), '[]') from moves))
$$;

-- Which lot a single piece is of, as the event by which its house made it says; later ones name it by its number alone.
create table epcis_single (
  organisation_id uuid not null,
  piece text not null,
  link text not null,
  gtin text not null,
  number text not null,
  primary key (organisation_id, piece)
);
comment on table epcis_single is 'A single piece and the lot that it was made in.';
comment on column epcis_single.piece is 'Its Digital Link, in its one spelling.';
comment on column epcis_single.link is 'That of the lot.';
alter table epcis_single enable row level security;
grant select, insert, delete on epcis_single to sifang_app;
grant select on epcis_single to sifang_audit;
create policy own on epcis_single to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy audit_role on epcis_single for select to sifang_audit using (true);
