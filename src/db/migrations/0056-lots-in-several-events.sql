-- One lot is told in many events, piece by piece or pallet by pallet, as long as it is being made. What goes into a lot is kept
-- by the event that says so, so that an error takes back no more than its own.
alter table lot_part add column number int not null default 0;
comment on column lot_part.number is 'Place among the effects of its entry.';
update lot_part p set number = e.number from lot_event e
  where e.lot = p.child and e.entry_id = p.entry_id and e.kind = 'made' and e.number <> 0;
alter table lot_part drop constraint lot_part_pkey, add primary key (child, parent, entry_id, number);
-- What is added to a lot may be younger than its first piece. There is no cycle all the same: at the moment at which something
-- goes into a lot, nothing was made of that lot yet.
alter table lot_part drop constraint lot_part_is_older, add constraint lot_part_is_another check (parent <> child);
comment on table lot_part is 'So much of a lot went into another one, of which nothing was made before: so there are no cycles.';
comment on column lot.seq is 'Short key of the graph.';

-- Whether a lot of the own house is what it is: begun by a form, judged by a record, or something happened to it since its
-- events began it. Then nothing is added to it, and nothing of it is taken back by itself.
create function lot_settled(asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return not exists (select from lot l join epcis_capture c on c.id = l.entry_id and c.organisation_id = l.organisation_id
      where l.seq = asked and l.organisation_id = my_organisation() and l.origin = '')
    or lot_judged(asked)
    or exists (select from holding h where h.lot = asked and (h.organisation_id <> my_organisation() and h.got > 0
      or h.released + h.used + h.shipped + h.returned + h.destroyed > 0))
    or exists (select from lot_part p where p.parent = asked)
    or exists (select from lot_block b where b.lot = asked)
    or exists (select from lot_code c where c.lot = asked);
end $$;
-- Whether a record of a book names it: an inspection, a release, whatever came of them.
create function lot_judged(asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from lot l join entry e on e.kind = 'book' and e.input ? 'lot' and e.input ->> 'lot' = l.id::text
    where l.seq = asked and l.organisation_id = my_organisation());
end $$;
revoke execute on function lot_settled(bigint), lot_judged(bigint) from public;

-- Which of some lots events of the own house began, and whether records judge them.
create function lots_begun(ids uuid[]) returns table (id uuid, judged boolean)
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select l.id, lot_judged(l.seq) from lot l join epcis_capture c on c.id = l.entry_id and c.organisation_id = l.organisation_id
  where l.id = any (ids) and l.organisation_id = my_organisation() and l.origin = ''
$$;
revoke execute on function lots_begun(uuid[]) from public;
grant execute on function lots_begun(uuid[]) to sifang_app;

create or replace function make_lot(new_id uuid, entry uuid, place int, number text, product text, model text, class text, file uuid,
  unit text, quantity numeric, made_on date, origin text, identifier text, released numeric, parts jsonb, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  today date := (now at time zone 'Asia/Shanghai')::date;
  target bigint;
  part record;
begin
  if me is null then return 'unknown'; end if;
  -- Parts first, in the order of their keys: two lots that take from the same ones wait for each other and never in a ring.
  for part in select l.seq, sum(p.quantity) as quantity from jsonb_to_recordset(parts) as p (lot uuid, quantity numeric)
      left join lot l on l.id = p.lot group by l.seq order by l.seq loop
    update holding h set used = used + part.quantity, last_at = now
    where h.organisation_id = me and h.lot = part.seq
      and h.used + h.shipped + h.returned + h.destroyed + part.quantity <= h.got
      and (h.own or h.shipped + h.used + part.quantity <= h.released)
      and not exists (select from lot_block b where b.lot = h.lot);
    if not found then return coalesce(lot_hindrance(part.seq, part.quantity, false), 'unknown'); end if;
  end loop;
  insert into lot (id, organisation_id, entry_id, number, product, model, class_id, product_file, unit, quantity, made_on, origin,
      identifier, at)
    values (new_id, me, entry, make_lot.number, make_lot.product, coalesce(make_lot.model, ''), class, file, make_lot.unit,
      make_lot.quantity, make_lot.made_on, coalesce(make_lot.origin, ''), make_lot.identifier, now)
    on conflict do nothing returning seq into target;
  if target is null then
    -- More of a batch that came from outside before.
    update lot l set quantity = l.quantity + make_lot.quantity
    where l.organisation_id = me and l.product = make_lot.product and l.model = coalesce(make_lot.model, '')
      and l.number = make_lot.number and l.origin = make_lot.origin and l.origin <> '' and l.unit = make_lot.unit
    returning seq into target;
    if target is null then return 'exists'; end if;
  end if;
  insert into holding as h (organisation_id, lot, own, got, released, last_at)
    values (me, target, coalesce(make_lot.origin, '') = '', make_lot.quantity, coalesce(make_lot.released, 0), now)
    on conflict on constraint holding_pkey do update set got = h.got + excluded.got,
      released = h.released + excluded.released, last_at = now;
  insert into lot_part (child, parent, organisation_id, quantity, entry_id, number)
    select target, l.seq, me, sum(p.quantity), entry, place
    from jsonb_to_recordset(parts) as p (lot uuid, quantity numeric) join lot l on l.id = p.lot group by l.seq;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
    values (target, entry, place, me, 'made', make_lot.quantity, coalesce(make_lot.made_on, today), now);
  if make_lot.released > 0 then
    insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
      values (target, entry, -1 - place, me, 'released', make_lot.released, today, now);
  end if;
  return null;
end $$;

-- Many lots at once: new ones, and more (`adds`) of what events began before or in the same breath.
create or replace function make_lots(lots jsonb, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  today date := (now at time zone 'Asia/Shanghai')::date;
  part record;
begin
  if me is null then return 'unknown'; end if;
  if exists (select from jsonb_to_recordset(lots) as n (quantity numeric, released numeric, adds uuid)
      where n.quantity is null or n.quantity <= 0 or n.released < 0 or n.released > n.quantity
        or n.adds is not null and n.released > 0) then
    return 'short';
  end if;
  if exists (select from jsonb_to_recordset(lots) as n (number text, product text, model text, origin text, adds uuid)
      where n.adds is null
      group by n.number, n.product, coalesce(n.model, ''), coalesce(n.origin, '') having count(*) > 1)
    or exists (select from jsonb_to_recordset(lots) as n (number text, product text, model text, origin text, adds uuid)
      join lot l on l.organisation_id = me and l.product = n.product and l.model = coalesce(n.model, '')
        and l.number = n.number and l.origin = coalesce(n.origin, '')
      where n.adds is null) then
    return 'exists';
  end if;
  -- What is added to and what goes in, in the order of the keys: two that want the same wait for each other, never in a ring.
  perform from holding h where h.organisation_id = me and h.lot in (
      select l.seq from jsonb_to_recordset(lots) as n (adds uuid) join lot l on l.id = n.adds
      union select u.seq from jsonb_to_recordset(lots) as n (parts jsonb),
        jsonb_to_recordset(coalesce(n.parts, '[]')) as p (lot uuid) join lot u on u.id = p.lot)
    order by h.lot for update;
  if exists (select from (select distinct n.adds from jsonb_to_recordset(lots) as n (adds uuid)) a
      join lot l on l.id = a.adds where lot_settled(l.seq)) then
    return 'settled';
  end if;
  -- As they come: nothing is added to what something was made of before in the same breath.
  if exists (select from jsonb_array_elements(lots) with ordinality as a (value, turn)
      join (select p.lot, min(o.turn) as turn from jsonb_array_elements(lots) with ordinality as o (value, turn),
          jsonb_to_recordset(coalesce(nullif(o.value -> 'parts', 'null'), '[]')) as p (lot uuid) group by p.lot) u
        on u.lot = (a.value ->> 'adds')::uuid and u.turn < a.turn) then
    return 'settled';
  end if;
  insert into lot (id, organisation_id, entry_id, number, product, model, class_id, product_file, unit, quantity, made_on,
      origin, identifier, at)
    select n.id, me, n.entry, n.number, n.product, coalesce(n.model, ''), n.class, n.file, n.unit, n.quantity, n.made_on,
      coalesce(n.origin, ''), n.identifier, now
    from jsonb_array_elements(lots) with ordinality as o (value, place),
      jsonb_to_record(o.value) as n (id uuid, entry uuid, number text, product text, model text, class text, file uuid,
        unit text, quantity numeric, made_on date, origin text, identifier text, adds uuid)
    where n.adds is null
    order by o.place;
  insert into holding (organisation_id, lot, own, got, released, last_at)
    select me, l.seq, l.origin = '', l.quantity, coalesce(n.released, 0), now
    from jsonb_to_recordset(lots) as n (id uuid, released numeric, adds uuid) join lot l on l.id = n.id
    where n.adds is null;
  if exists (select from jsonb_to_recordset(lots) as n (adds uuid, number text, product text, model text, unit text,
        origin text, parts jsonb)
      left join lot l on l.id = n.adds and l.organisation_id = me and l.number = n.number and l.product = n.product
        and l.model = coalesce(n.model, '') and l.unit = n.unit and l.origin = coalesce(n.origin, '')
      where n.adds is not null and (l.seq is null or exists (
        select from jsonb_to_recordset(coalesce(n.parts, '[]')) as p (lot uuid) where p.lot = n.adds))) then
    return 'unknown';
  end if;
  update lot l set quantity = l.quantity + a.quantity, made_on = least(l.made_on, a.made_on)
    from (select n.adds, sum(n.quantity) as quantity, min(n.made_on) as made_on
      from jsonb_to_recordset(lots) as n (adds uuid, quantity numeric, made_on date) group by n.adds) a
    where l.id = a.adds;
  update holding h set got = h.got + a.quantity, last_at = now
    from (select l.seq, sum(n.quantity) as quantity
      from jsonb_to_recordset(lots) as n (adds uuid, quantity numeric) join lot l on l.id = n.adds group by l.seq) a
    where h.organisation_id = me and h.lot = a.seq;
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
  insert into lot_part (child, parent, organisation_id, quantity, entry_id, number)
    select l.seq, u.seq, me, sum(p.quantity), n.entry, n.place
      from jsonb_to_recordset(lots) as n (id uuid, adds uuid, entry uuid, place int, parts jsonb)
      join lot l on l.id = coalesce(n.adds, n.id),
      jsonb_to_recordset(coalesce(n.parts, '[]')) as p (lot uuid, quantity numeric) join lot u on u.id = p.lot
    group by l.seq, u.seq, n.entry, n.place;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
    select l.seq, n.entry, n.place, me, 'made', n.quantity, coalesce(n.made_on, today), now
    from jsonb_to_recordset(lots) as n (id uuid, adds uuid, entry uuid, place int, quantity numeric, made_on date)
      join lot l on l.id = coalesce(n.adds, n.id)
    union all
    select l.seq, n.entry, -1 - n.place, me, 'released', n.released, today, now
    from jsonb_to_recordset(lots) as n (id uuid, entry uuid, place int, released numeric) join lot l on l.id = n.id
    where n.released > 0;
  return null;
end $$;

-- Of a lot that several events told, an error takes back what its own one added, as long as nothing happened to the lot.
create or replace function undo_told(entry uuid, low int, high int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  event record;
  made bigint[];
  kept bigint[];
begin
  select array_agg(e.lot) into made from lot_event e
    where e.entry_id = entry and e.organisation_id = me and e.kind = 'made' and e.number between low and high;
  -- In the order of the keys, so that two of them wait for each other and never in a ring.
  perform from holding h where h.lot in (
      select e.lot from lot_event e where e.entry_id = entry and e.organisation_id = me and e.number between low and high
      union select p.parent from lot_part p where p.entry_id = entry and p.organisation_id = me and p.child = any (made))
    order by h.lot, h.organisation_id for update;
  select coalesce(array_agg(m.lot), '{}') into kept from (select distinct unnest(made) as lot) m
    where exists (select from lot_event e where e.lot = m.lot and e.kind = 'made'
      and not (e.entry_id = entry and e.number between low and high));
  if exists (select from unnest(kept) k (lot) where lot_settled(k.lot)) then return 'settled'; end if;
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
    if event.lot = any (kept) then
      update lot l set quantity = l.quantity - event.quantity where l.seq = event.lot;
    end if;
  end loop;
  update holding h set used = h.used - p.quantity
    from (select parent, sum(quantity) as quantity from lot_part
      where entry_id = entry and organisation_id = me and child = any (made) and number between low and high group by parent) p
    where h.organisation_id = me and h.lot = p.parent;
  delete from lot_part p where p.entry_id = entry and p.organisation_id = me and p.child = any (made)
    and p.number between low and high;
  delete from lot_event e where e.entry_id = entry and e.organisation_id = me and e.number between low and high;
  update lot l set made_on = (select min(e.on_day) from lot_event e where e.lot = l.seq and e.kind = 'made')
    where l.seq = any (kept);
  delete from holding h where h.organisation_id = me and h.lot = any (made) and h.got = 0;
  delete from lot l where l.seq = any (made) and l.seq <> all (kept) and l.organisation_id = me;
  return null;
exception when check_violation or foreign_key_violation then
  return 'gone-on';
end $$;
