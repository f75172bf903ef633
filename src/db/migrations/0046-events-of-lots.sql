-- Captured events become facts of the register of lots: which of them did, what lies in which logistic unit, and whose a
-- location number is.
alter table epcis_capture add column taken int not null default 0, add column left_out int not null default 0,
  add column reasons jsonb not null default '[]';
comment on column epcis_capture.taken is 'Events that became part of the register of lots.';
comment on column epcis_capture.left_out is 'Events about goods that the register could not take; they are captured all the same.';
comment on column epcis_capture.reasons is 'Why, for the first of them, each with the place of its event.';
grant update (taken, left_out, reasons) on epcis_capture to sifang_app;

-- What an event did to lots stands under its capture's entry, numbered from its place in the document times 10,000.
create table epcis_taken (
  seq bigint generated always as identity primary key,
  organisation_id uuid not null,
  key uuid not null,
  capture_id uuid not null,
  number int not null,
  event_id text not null,
  piece bigint not null,
  start int not null,
  length int not null,
  at timestamptz not null,
  undone boolean not null default false,
  emptied jsonb,
  unique (organisation_id, key)
);
comment on table epcis_taken is 'An event that became part of the register of lots, in the order in which they did.';
comment on column epcis_taken.key is 'As in epcis_event; what is there is never taken twice.';
comment on column epcis_taken.capture_id is 'The capture that brought it into the register, which may be a later one than brought the event.';
comment on column epcis_taken.number is 'Place of the event in the document of that capture, counted from 0.';
comment on column epcis_taken.event_id is 'The event''s id as its page is called by.';
comment on column epcis_taken.at is 'When it was taken over: parties and products are as of then.';
comment on column epcis_taken.undone is 'A later event declared it an error, and what it did to lots was taken back.';
comment on column epcis_taken.emptied is 'Logistic units that left by it, each with what was in it.';
create index epcis_taken_by_capture on epcis_taken (capture_id, number);

create table epcis_unit (
  organisation_id uuid not null,
  unit text not null,
  content jsonb not null,
  primary key (organisation_id, unit)
);
comment on table epcis_unit is 'What lies in a logistic unit, as the events of its house put it there.';

-- What one event of a capture did is found among a hundred thousand of its entry.
drop index lot_event_by_entry;
create index lot_event_by_entry on lot_event (entry_id, number);

alter table epcis_taken enable row level security;
alter table epcis_unit enable row level security;
grant select, insert on epcis_taken to sifang_app;
grant update (undone) on epcis_taken to sifang_app;
grant select, insert, update (content), delete on epcis_unit to sifang_app;
grant select on epcis_taken, epcis_unit to sifang_audit;
create policy own on epcis_taken to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy own on epcis_unit to sifang_app using (organisation_id = (select my_organisation()))
  with check (organisation_id = (select my_organisation()));
create policy audit_role on epcis_taken for select to sifang_audit using (true);
create policy audit_role on epcis_unit for select to sifang_audit using (true);

-- The lots that the own house holds or held, by their links and by their numbers; many are asked for at once, and a row
-- policy lets no index on `lower` be read. They are locked, so that what is judged of them stays true until it is written.
create function lots_named(links text[], numbers text[]) returns table (id uuid, identifier text, number text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  seqs bigint[];
begin
  select array_agg(h.lot) into seqs from holding h where h.organisation_id = me and h.lot in (
    select l.seq from lot l where l.identifier = any (links)
    union select l.seq from lot l where lower(l.number) = any (numbers));
  perform from holding h where h.organisation_id = me and h.lot = any (seqs) order by h.lot for update;
  return query select l.id, l.identifier, l.number from lot l where l.seq = any (seqs) order by l.seq;
end $$;

-- What one event of a capture did to lots is taken back, because its house declares it an error. What has gone on from
-- there stands in the way.
create function undo_told(entry uuid, low int, high int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  event record;
  made bigint[];
begin
  select array_agg(e.lot) into made from lot_event e
    where e.entry_id = entry and e.organisation_id = me and e.kind = 'made' and e.number between low and high;
  -- In the order of the keys, so that two of them wait for each other and never in a ring.
  perform from holding h where h.lot in (
      select e.lot from lot_event e where e.entry_id = entry and e.organisation_id = me and e.number between low and high
      union select p.parent from lot_part p where p.entry_id = entry and p.organisation_id = me and p.child = any (made))
    order by h.lot, h.organisation_id for update;
  for event in select * from lot_event e
      where e.entry_id = entry and e.organisation_id = me and e.number between low and high order by e.number loop
    update holding h set
      got = got - case event.kind when 'made' then event.quantity else 0 end,
      shipped = shipped - case event.kind when 'shipped' then event.quantity else 0 end,
      destroyed = destroyed - case event.kind when 'destroyed' then event.quantity else 0 end
    where h.organisation_id = me and h.lot = event.lot;
    if event.to_id is not null then
      update holding h set got = got - event.quantity where h.organisation_id = event.to_id and h.lot = event.lot;
    end if;
  end loop;
  update holding h set used = h.used - p.quantity
    from (select parent, sum(quantity) as quantity from lot_part
      where entry_id = entry and organisation_id = me and child = any (made) group by parent) p
    where h.organisation_id = me and h.lot = p.parent;
  delete from lot_part p where p.entry_id = entry and p.organisation_id = me and p.child = any (made);
  delete from lot_event e where e.entry_id = entry and e.organisation_id = me and e.number between low and high;
  delete from holding h where h.organisation_id = me and h.lot = any (made) and h.got = 0;
  delete from lot l where l.seq = any (made) and l.organisation_id = me;
  return null;
exception when check_violation or foreign_key_violation then
  return 'gone-on';
end $$;

-- Whoever gets a logistic unit of the own house can pass it on as it is, or gives it back where the delivery was an error.
create function pass_units(passed jsonb, receiver uuid, back boolean) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare done int;
begin
  if my_organisation() is null or receiver = my_organisation() then return 0; end if;
  if back then
    delete from epcis_unit u using jsonb_to_recordset(passed) as p (unit text, content jsonb)
      where u.organisation_id = receiver and u.unit = p.unit and u.content = p.content;
  else
    insert into epcis_unit (organisation_id, unit, content)
      select receiver, p.unit, p.content from jsonb_to_recordset(passed) as p (unit text, content jsonb)
      join epcis_unit o on o.organisation_id = my_organisation() and o.unit = p.unit
      order by p.unit on conflict do nothing;
  end if;
  get diagnostics done = row_count;
  return done;
end $$;

-- Whose a global location number is, as organisations of the register said until a moment; one that several claim is
-- nobody's. A credit code is the register's own. Read from their records: there is nothing beside them that could differ.
-- What was said in the last minute does not count yet, so that asked again later the answer is the same.
create index entry_by_location_number on entry ((input ->> 'number')) where definition = 'location-number';
create function organisations_numbered(numbers text[], until timestamptz)
returns table (number text, organisation_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select e.input ->> 'number', min(e.organisation_id::text)::uuid from entry e
    where e.definition = 'location-number' and e.input ->> 'number' = any (numbers) and e.kind = 'book'
      and e.at < until - interval '1 minute'
      and not exists (select from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
        and c.corrects = e.id and c.at < until - interval '1 minute')
    group by 1 having count(distinct e.organisation_id) = 1
    union all select o.credit_code, o.id from organisation o
    where o.credit_code = any (numbers) and o.kind in ('enterprise', 'platform');
end $$;

-- Many new lots at once also keep the files of their products.
create or replace function make_lots(lots jsonb, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  today date := (now at time zone 'Asia/Shanghai')::date;
  part record;
begin
  if me is null then return 'unknown'; end if;
  if exists (select from jsonb_to_recordset(lots) as n (quantity numeric, released numeric)
      where n.quantity is null or n.quantity <= 0 or n.released < 0 or n.released > n.quantity) then
    return 'short';
  end if;
  if exists (select from jsonb_to_recordset(lots) as n (number text, product text, model text, origin text)
      group by n.number, n.product, coalesce(n.model, ''), coalesce(n.origin, '') having count(*) > 1)
    or exists (select from jsonb_to_recordset(lots) as n (number text, product text, model text, origin text)
      join lot l on l.organisation_id = me and l.product = n.product and l.model = coalesce(n.model, '')
        and l.number = n.number and l.origin = coalesce(n.origin, '')) then
    return 'exists';
  end if;
  insert into lot (id, organisation_id, entry_id, number, product, model, class_id, product_file, unit, quantity, made_on,
      origin, identifier, at)
    select n.id, me, n.entry, n.number, n.product, coalesce(n.model, ''), n.class, n.file, n.unit, n.quantity, n.made_on,
      coalesce(n.origin, ''), n.identifier, now
    from jsonb_array_elements(lots) with ordinality as o (value, place),
      jsonb_to_record(o.value) as n (id uuid, entry uuid, number text, product text, model text, class text, file uuid,
        unit text, quantity numeric, made_on date, origin text, identifier text)
    order by o.place;
  insert into holding (organisation_id, lot, own, got, released, last_at)
    select me, l.seq, l.origin = '', l.quantity, coalesce(n.released, 0), now
    from jsonb_to_recordset(lots) as n (id uuid, released numeric) join lot l on l.id = n.id;
  for part in select u.seq, sum(p.quantity) as quantity from jsonb_to_recordset(lots) as n (parts jsonb),
      jsonb_to_recordset(coalesce(n.parts, '[]')) as p (lot uuid, quantity numeric) left join lot u on u.id = p.lot
      group by u.seq order by u.seq loop
    update holding h set used = used + part.quantity, last_at = now
    where h.organisation_id = me and h.lot = part.seq
      and h.used + h.shipped + h.returned + h.destroyed + part.quantity <= h.got
      and (h.own or h.shipped + h.used + part.quantity <= h.released)
      and not exists (select from lot_block b where b.lot = h.lot);
    if not found then return coalesce(lot_hindrance(part.seq, part.quantity, false), 'unknown'); end if;
  end loop;
  insert into lot_part (child, parent, organisation_id, quantity, entry_id)
    select l.seq, u.seq, me, sum(p.quantity), n.entry from jsonb_to_recordset(lots) as n (id uuid, entry uuid, parts jsonb)
      join lot l on l.id = n.id, jsonb_to_recordset(coalesce(n.parts, '[]')) as p (lot uuid, quantity numeric)
      join lot u on u.id = p.lot
    group by l.seq, u.seq, n.entry;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
    select l.seq, n.entry, n.place, me, 'made', l.quantity, coalesce(l.made_on, today), now
    from jsonb_to_recordset(lots) as n (id uuid, entry uuid, place int) join lot l on l.id = n.id
    union all
    select l.seq, n.entry, -1 - n.place, me, 'released', n.released, today, now
    from jsonb_to_recordset(lots) as n (id uuid, entry uuid, place int, released numeric) join lot l on l.id = n.id
    where n.released > 0;
  return null;
end $$;
-- Writes what events did to lots, all of it or nothing: what stands in the way undoes no more than these.
create function take_lots(lots jsonb, moves jsonb, now timestamptz) returns text
language plpgsql set search_path = public, pg_temp as $$
declare found text;
begin
  if jsonb_array_length(lots) > 0 then found := make_lots(lots, now); end if;
  if found is null and jsonb_array_length(moves) > 0 then found := move_lots(moves, now); end if;
  if found is not null then raise exception using errcode = 'LT001', message = found; end if;
  return null;
exception
  when sqlstate 'LT001' then return sqlerrm;
  when unique_violation then return 'exists';
end $$;

-- The graph also says by which event of the reader's own house a lot came in: nobody else's are anybody's business.
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

do $$
declare f text;
begin
  foreach f in array array['lots_named(text[], text[])', 'take_lots(jsonb, jsonb, timestamptz)', 'undo_told(uuid, int, int)', 'pass_units(jsonb, uuid, boolean)',
    'organisations_numbered(text[], timestamptz)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;
grant execute on function organisations_numbered(text[], timestamptz) to sifang_audit;
