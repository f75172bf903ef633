-- Codes on goods, and what everybody reads behind them. A serial number is nothing that is stored: it is counted, and its
-- last part is a keyed hash that only the server makes.
create table lot_code (
  lot bigint not null references lot (seq),
  first int not null,
  last int not null,
  code text not null,
  entry_id uuid not null,
  at timestamptz not null,
  primary key (lot, entry_id)
);
comment on table lot_code is 'A lot got its public code, and so many things of it a serial number of their own.';
comment on column lot_code.first is 'First serial number of the range; `last` is one below it where only the lot got its code.';
comment on column lot_code.code is 'The lot''s public code, 12 letters and digits, the same in every range.';
create index lot_code_by_code on lot_code (code);
create index lot_code_by_entry on lot_code (entry_id);

create table code_scan (
  lot bigint not null references lot (seq),
  serial int not null,
  at timestamptz not null,
  region int,
  visitor bytea not null
);
comment on table code_scan is 'Somebody looked a serial number up. Who is not kept: the visitor is a keyed hash of address and day.';
comment on column code_scan.region is 'The city in which the visitor says the goods were scanned; null where nothing was said.';
create index code_scan_by_serial on code_scan (lot, serial, at);

alter table lot_code enable row level security;
alter table code_scan enable row level security;
grant select on lot_code to sifang_app, sifang_audit;
create policy held on lot_code for select to sifang_app using (sees_lot(lot));
create policy rules on lot_code for select to sifang_audit using (true);
-- Counted by whoever printed the code, and by the officials of the place; for lots that the reader sees.
grant select on code_scan to sifang_app;
create policy held on code_scan for select to sifang_app using (sees_lot(lot));

-- The maker gives codes to what it released, and to no more things than that.
create function code_lot(asked uuid, serials int, new_code text, entry uuid, now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  target bigint;
  free numeric;
  used int;
begin
  select l.seq, h.released into target, free from lot l join holding h on h.lot = l.seq and h.organisation_id = me and h.own
    where l.id = asked for update of h;
  if target is null then return 'unknown'; end if;
  if exists (select from lot_block b where b.lot = target) then return 'blocked'; end if;
  if free <= 0 then return 'unreleased'; end if;
  select coalesce(max(c.last), 0) into used from lot_code c where c.lot = target;
  if used + serials > free then return 'short'; end if;
  insert into lot_code (lot, first, last, code, entry_id, at)
    values (target, used + 1, used + serials, new_code, entry, now) on conflict do nothing;
  return null;
end $$;
revoke execute on function code_lot(uuid, int, text, uuid, timestamptz) from public;
grant execute on function code_lot(uuid, int, text, uuid, timestamptz) to sifang_app;

-- What everybody may know of a lot: that of its label, that it passed, and whether it was called back.
create function public_lot(asked_code text, asked_identifier text) returns table (lot bigint, id uuid, code text,
  product text, model text, number text, made_on date, maker text, region int, released boolean, blocked boolean,
  last_serial int, release_entry uuid, certificate text, inspected_on date, recalls json)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare keys bigint[];
begin
  -- In PL/pgSQL, whose plans stay with the connection: everybody in a shop asks this.
  if asked_code is not null then
    keys := array(select k.lot from lot_code k where k.code = asked_code limit 1);
  else
    keys := array(select l.seq from lot l where l.identifier = asked_identifier and l.origin = '' order by l.seq limit 5);
  end if;
  return query select l.seq, l.id, c.code, l.product, l.model, l.number, l.made_on, o.name, o.region, h.released > 0,
    exists (select from lot_block b where b.lot = l.seq), coalesce(c.last, 0), r.id, r.certificate, r.inspected_on,
    (select json_agg(json_build_object('id', p.id, 'title', p.title, 'at', p.at) order by p.at desc)
      from lot_block b join publication p on p.proceeding_id = b.cause
      where b.lot = l.seq and p.withdrawn_at is null and p.kind in ('recall', 'recall-order', 'recall-plan'))
  from lot l
  join organisation o on o.id = l.organisation_id
  join holding h on h.lot = l.seq and h.organisation_id = l.organisation_id
  left join lateral (select max(k.code) as code, max(k.last) as last from lot_code k where k.lot = l.seq) c on true
  left join lateral (
    select e.id, e.input ->> 'certificate' as certificate, (e.input ->> 'inspectedOn')::date as inspected_on
    from lot_event v join entry e on e.organisation_id = v.organisation_id and e.id = v.entry_id
    where v.lot = l.seq and v.kind = 'released' and v.organisation_id = l.organisation_id
    order by v.at desc limit 1) r on true
  where l.seq = any (keys) and l.origin = '' order by l.seq;
end $$;

-- Notes that a serial number was looked up and tells what is known of it by then: a number scanned in many hands or places
-- was copied. So many looks of one number are kept; the count goes on in the last.
create function note_scan(asked bigint, number int, seen timestamptz, place int, who bytea) returns table (
  first_at timestamptz, visitors int, places int, looks int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lot_code c where c.lot = asked and number between c.first and c.last)
      and (select count(*) from code_scan s where s.lot = asked and s.serial = number) < 200
      and not exists (select from code_scan s where s.lot = asked and s.serial = number and s.visitor = who
        and s.region is not distinct from place) then
    insert into code_scan (lot, serial, at, region, visitor) values (asked, number, seen, place, who);
  end if;
  return query select min(s.at), count(distinct s.visitor)::int,
    (count(distinct s.region) filter (where s.at > seen - interval '7 days'))::int, count(*)::int
    from code_scan s where s.lot = asked and s.serial = number;
end $$;
revoke execute on function public_lot(text, text) from public;
revoke execute on function note_scan(bigint, int, timestamptz, int, bytea) from public;
grant execute on function public_lot(text, text) to sifang_public;
grant execute on function note_scan(bigint, int, timestamptz, int, bytea) to sifang_public;
