-- What was shipped to a house and is not accepted yet waits in its to-do list; most houses have a handful of these.
create index holding_to_accept on holding (organisation_id, last_at)
  where not own and released + returned + destroyed < got;
-- An import of a table names lots by their numbers.
create index lot_by_any_number on lot (lower(number));

alter table proceeding add column traces boolean not null default false;
comment on column proceeding.traces is 'Whether offices that carry it on may follow lots through other houses for it; said by its definition.';

-- Who followed lots through other houses for which case: nobody does so unseen.
create table trace_look (
  id bigint generated always as identity primary key,
  proceeding_id uuid not null references proceeding (id),
  account_id uuid not null,
  organisation_id uuid not null,
  seeds uuid[] not null,
  lots int not null,
  at timestamptz not null
);
comment on table trace_look is 'One look at where lots came from and went to, through houses that the looking office does not see otherwise.';
comment on column trace_look.seeds is 'The lots that were asked about.';
comment on column trace_look.lots is 'How many lots the look showed.';
create index trace_look_by_proceeding on trace_look (proceeding_id, at desc);
create index trace_look_by_organisation on trace_look (organisation_id, at desc);
alter table trace_look enable row level security;
grant select on trace_look to sifang_app, sifang_audit;
create policy own_office on trace_look for select to sifang_app
  using (organisation_id = (select my_organisation()));
create policy rules on trace_look for select to sifang_audit using (true);

-- For an open case of a procedure that traces, an office that sees the case may follow lots which the case's subject or
-- another enterprise in it held, or which the office sees anyhow.
create function may_trace(because uuid, asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return my_account() is not null
    and exists (select from organisation o where o.id = my_organisation()
      and o.kind in ('market-regulator', 'industry-department', 'customs'))
    and exists (select from proceeding p where p.id = because and p.traces and p.closed_at is null)
    and sees_proceeding(because)
    and (sees_lot(asked) or exists (select from holding h where h.lot = asked and (
      h.organisation_id = (select p.organisation_id from proceeding p where p.id = because)
      or h.organisation_id in (select s.organisation_id from seat s where s.proceeding_id = because))));
end $$;
revoke execute on function may_trace(uuid, bigint) from public;

-- The lots around some lots, up and down, nearest first and so many at most, with everything that is known of them: who
-- holds how much, what was made of what, what went to whom. Looks through the eyes of its caller: a house sees itself and
-- one step beyond, an office its region and field.
create function trace_graph(seeds bigint[], most int, up_lots bigint[], up_depths int[], down_lots bigint[],
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

-- The graph as its caller sees it: row security ends it where the caller's own house or scope ends.
create function trace_seen(asked uuid[], most int) returns jsonb
language plpgsql stable set search_path = public, pg_temp as $$
declare
  seeds bigint[];
  ups bigint[]; up_depths int[]; downs bigint[]; down_depths int[];
begin
  select array_agg(seq) into seeds from lot where id = any (asked);
  if seeds is null then return null; end if;
  select array_agg(c.lot), array_agg(c.depth) into ups, up_depths from lot_closure(seeds, false) c;
  select array_agg(c.lot), array_agg(c.depth) into downs, down_depths from lot_closure(seeds, true) c;
  return trace_graph(seeds, most, ups, up_depths, downs, down_depths);
end $$;

-- The whole graph for a case, through every house. Each look is written down. Null where the case does not open it.
create function trace_case(because uuid, asked uuid[], most int, now timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  seeds bigint[];
  ups bigint[]; up_depths int[]; downs bigint[]; down_depths int[];
  graph jsonb;
begin
  select array_agg(seq) into seeds from lot where id = any (asked);
  if seeds is null or cardinality(seeds) < (select count(distinct a) from unnest(asked) a) then return null; end if;
  if exists (select from unnest(seeds) s where may_trace(because, s) is not true) then return null; end if;
  select array_agg(c.lot), array_agg(c.depth) into ups, up_depths from lot_closure(seeds, false) c;
  select array_agg(c.lot), array_agg(c.depth) into downs, down_depths from lot_closure(seeds, true) c;
  graph := trace_graph(seeds, most, ups, up_depths, downs, down_depths);
  insert into trace_look (proceeding_id, account_id, organisation_id, seeds, lots, at)
    values (because, my_account(), my_organisation(), asked, (graph ->> 'total')::int, now);
  return graph;
end $$;

-- Which lots a case may begin from: those that its subject or another enterprise in it holds or held.
create function lots_of_case(because uuid, sought text, most int) returns table (id uuid, number text, product text,
  model text, unit text, quantity numeric, made_on date, holder uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from proceeding p where p.id = because and p.traces and p.closed_at is null)
    or not exists (select from organisation o where o.id = my_organisation()
      and o.kind in ('market-regulator', 'industry-department', 'customs'))
    or not sees_proceeding(because) then return; end if;
  return query select l.id, l.number, l.product, l.model, l.unit, l.quantity, l.made_on, h.organisation_id
    from holding h join lot l on l.seq = h.lot
    where h.organisation_id in (select p.organisation_id from proceeding p where p.id = because
        union select s.organisation_id from seat s join organisation o on o.id = s.organisation_id
          where s.proceeding_id = because and o.kind = 'enterprise')
      and (sought = '' or strpos(lower(l.number), lower(sought)) > 0 or strpos(lower(l.product), lower(sought)) > 0)
    order by h.last_at desc, h.lot desc limit most;
end $$;

do $$
declare f text;
begin
  foreach f in array array['trace_graph(bigint[],int,bigint[],int[],bigint[],int[])', 'trace_seen(uuid[],int)',
    'trace_case(uuid,uuid[],int,timestamptz)', 'lots_of_case(uuid,text,int)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;
-- It sees what its caller sees, so the application may follow lots by it as far as row security lets it.
grant execute on function lot_closure(bigint[], boolean) to sifang_app;

-- Cases that were opened before their definitions said so.
update proceeding set traces = true where procedure in ('recall', 'penalty-case', 'spot-check', 'joint-investigation');

alter table import_job add column book text;
comment on column import_job.book is 'The book whose records the table holds; none for the register.';

-- Many moves of the own house at once, by the same rules as move_lot: the records of a table, judged before one by one.
-- What goes from one lot is added up, because a row that changes a hundred thousand times in one transaction grows as long.
create function move_lots(moves jsonb, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  wanted record;
begin
  if me is null then return 'unknown'; end if;
  if exists (select from jsonb_to_recordset(moves) as m (receiver uuid) where m.receiver = me) then return 'self'; end if;
  if exists (select from jsonb_to_recordset(moves) as m (lot uuid, how text, quantity numeric)
      where m.quantity is null or m.quantity <= 0 or m.how not in ('released', 'shipped', 'returned', 'destroyed')) then
    return 'short';
  end if;
  -- In the order of the keys, so that two of them wait for each other and never in a ring. Releases come first.
  for wanted in select l.seq, m.how, sum(m.quantity) as quantity
      from jsonb_to_recordset(moves) as m (lot uuid, how text, quantity numeric) left join lot l on l.id = m.lot
      group by l.seq, m.how order by l.seq, m.how = 'released' desc, m.how loop
    update holding h set
      released = released + case wanted.how when 'released' then wanted.quantity else 0 end,
      shipped = shipped + case wanted.how when 'shipped' then wanted.quantity else 0 end,
      returned = returned + case wanted.how when 'returned' then wanted.quantity else 0 end,
      destroyed = destroyed + case wanted.how when 'destroyed' then wanted.quantity else 0 end, last_at = now
    where h.organisation_id = me and h.lot = wanted.seq and case wanted.how
      when 'released' then h.released + wanted.quantity
        <= h.got - h.returned - h.destroyed - case when h.own then h.used else 0 end
      when 'shipped' then h.used + h.shipped + h.returned + h.destroyed + wanted.quantity <= h.got
        and h.shipped + case when h.own then 0 else h.used end + wanted.quantity <= h.released
        and not exists (select from lot_block b where b.lot = h.lot)
      else h.used + h.shipped + h.returned + h.destroyed + wanted.quantity <= h.got end;
    if not found then
      return case wanted.how when 'shipped' then lot_hindrance(wanted.seq, wanted.quantity, true)
        else coalesce(nullif(lot_hindrance(wanted.seq, wanted.quantity, false), 'unreleased'), 'short') end;
    end if;
  end loop;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, to_id, to_name, on_day, at)
    select l.seq, m.entry, m.place, me, m.how, m.quantity, m.receiver, coalesce(m.receiver_name, ''), m.day, now
    from jsonb_to_recordset(moves) as m (lot uuid, how text, quantity numeric, receiver uuid, receiver_name text, day date,
      entry uuid, place int) join lot l on l.id = m.lot;
  insert into holding as h (organisation_id, lot, own, got, last_at)
    select m.receiver, l.seq, false, sum(m.quantity), now
    from jsonb_to_recordset(moves) as m (lot uuid, quantity numeric, receiver uuid) join lot l on l.id = m.lot
    where m.receiver is not null group by m.receiver, l.seq order by m.receiver, l.seq
    on conflict on constraint holding_pkey do update set got = h.got + excluded.got, last_at = now;
  return null;
end $$;

-- Many new lots of the own house at once, by the same rules as make_lot. Answers `exists` where one of them is not new,
-- before anything was written: those that are more of a lot from outside go one by one.
create function make_lots(lots jsonb, now timestamptz)
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
  insert into lot (id, organisation_id, entry_id, number, product, model, class_id, unit, quantity, made_on, origin,
      identifier, at)
    select n.id, me, n.entry, n.number, n.product, coalesce(n.model, ''), n.class, n.unit, n.quantity, n.made_on,
      coalesce(n.origin, ''), n.identifier, now
    from jsonb_array_elements(lots) with ordinality as o (value, place),
      jsonb_to_record(o.value) as n (id uuid, entry uuid, number text, product text, model text, class text, unit text,
        quantity numeric, made_on date, origin text, identifier text)
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

revoke execute on function move_lots(jsonb, timestamptz) from public;
grant execute on function move_lots(jsonb, timestamptz) to sifang_app;
revoke execute on function make_lots(jsonb, timestamptz) from public;
grant execute on function make_lots(jsonb, timestamptz) to sifang_app;

-- One plan for fronts of every length: planning anew at each level takes longer than a small walk, and the walk of a large
-- front by the index is the best there is. Its sets stay in memory.
alter function lot_closure(bigint[], boolean) set plan_cache_mode = force_generic_plan;
alter function lot_closure(bigint[], boolean) set work_mem = '64MB';
