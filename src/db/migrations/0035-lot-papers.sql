-- A lot keeps the file of its product, which its maker named when it was registered: nothing of it is released while the
-- product lacks what the law asks for.
alter table lot add column product_file uuid references proceeding (id);
comment on column lot.product_file is 'The proceeding that is the file of its product, where its maker named one.';
update lot l set product_file = (e.input ->> 'file')::uuid from entry e
where e.organisation_id = l.organisation_id and e.id = l.entry_id and e.definition = 'lot-registration' and e.input ? 'file';

drop function make_lot(uuid, uuid, int, text, text, text, text, text, numeric, date, text, text, numeric, jsonb, timestamptz);
create function make_lot(new_id uuid, entry uuid, place int, number text, product text, model text, class text, file uuid,
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
  insert into lot_part (child, parent, organisation_id, quantity, entry_id)
    select target, l.seq, me, sum(p.quantity), entry
    from jsonb_to_recordset(parts) as p (lot uuid, quantity numeric) join lot l on l.id = p.lot group by l.seq;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
    values (target, entry, place, me, 'made', make_lot.quantity, coalesce(make_lot.made_on, today), now);
  if make_lot.released > 0 then
    insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
      values (target, entry, -1 - place, me, 'released', make_lot.released, today, now);
  end if;
  return null;
end $$;
revoke execute on function make_lot(uuid, uuid, int, text, text, text, text, uuid, text, numeric, date, text, text, numeric,
  jsonb, timestamptz) from public;
grant execute on function make_lot(uuid, uuid, int, text, text, text, text, uuid, text, numeric, date, text, text, numeric,
  jsonb, timestamptz) to sifang_app;

-- Records that judge a lot name it in the field `lot`. A row policy lets no index be read by what stands inside the input;
-- without this function whoever opens a lot would have all records of the house looked through.
create index entry_by_lot on entry ((input ->> 'lot')) where kind = 'book' and input ? 'lot';
create function records_of_lot(asked uuid) returns setof uuid
language plpgsql stable strict security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
rows 10 as $$
begin
  return query select e.id from entry e where e.kind = 'book' and e.input ? 'lot' and e.input ->> 'lot' = asked::text
    and sees_entry(e.organisation_id, e.id) order by e.at desc limit 500;
end $$;
revoke execute on function records_of_lot(uuid) from public;
grant execute on function records_of_lot(uuid) to sifang_app;
