-- Lots, who holds how much of them, and from what they were made. Projected from what entries did (effect `lot`): the sums
-- are rebuilt from entries by the audit, never the truth.
create table lot (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  organisation_id uuid not null references organisation (id),
  entry_id uuid not null,
  number text not null,
  product text not null,
  model text not null default '',
  class_id text references product_class (id),
  unit text not null,
  quantity numeric(18, 4) not null check (quantity > 0),
  made_on date,
  origin text not null default '',
  identifier text,
  at timestamptz not null
);
comment on table lot is 'A lot of a product: so much of it, made or brought in at once.';
comment on column lot.seq is 'Short key of the graph; a parent''s is always below its child''s.';
comment on column lot.organisation_id is 'Who registered it: its maker, or whoever brought it onto the platform.';
comment on column lot.origin is 'Name of the maker outside the platform; empty where the registering organisation made it.';
comment on column lot.identifier is 'GS1 Digital Link of the lot; anybody may claim one, so it is looked up among the lots that one holds.';
create unique index lot_by_number on lot (organisation_id, product, model, number, origin);
create index lot_by_identifier on lot (identifier) where identifier is not null;

create table holding (
  organisation_id uuid not null references organisation (id),
  lot bigint not null references lot (seq),
  own boolean not null,
  got numeric(18, 4) not null default 0,
  released numeric(18, 4) not null default 0,
  used numeric(18, 4) not null default 0,
  shipped numeric(18, 4) not null default 0,
  returned numeric(18, 4) not null default 0,
  destroyed numeric(18, 4) not null default 0,
  last_at timestamptz not null,
  primary key (organisation_id, lot),
  constraint holding_counts check (least(got, released, used, shipped, returned, destroyed) >= 0),
  constraint holding_balances check (used + shipped + returned + destroyed <= got),
  constraint holding_released check (released <= got and shipped + case when own then 0 else used end <= released)
);
comment on table holding is 'How much of a lot an organisation got, and where it went; what is left is still there.';
comment on column holding.own is 'Whether it was made there: of what one made oneself, only what leaves the works must have been released.';
create index holding_by_lot on holding (lot);
create index holding_by_time on holding (organisation_id, last_at desc, lot desc);

create table lot_part (
  child bigint not null references lot (seq),
  parent bigint not null references lot (seq),
  organisation_id uuid not null,
  quantity numeric(18, 4) not null check (quantity > 0),
  entry_id uuid not null,
  primary key (child, parent, entry_id),
  constraint lot_part_is_older check (parent < child)
);
comment on table lot_part is 'So much of a lot went into another one. A parent is older than its child, so there are no cycles.';
create index lot_part_by_parent on lot_part (parent, child);
create index lot_part_by_entry on lot_part (entry_id);

create table lot_event (
  lot bigint not null references lot (seq),
  entry_id uuid not null,
  number int not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('made', 'released', 'shipped', 'returned', 'destroyed')),
  quantity numeric(18, 4) not null check (quantity > 0),
  to_id uuid,
  to_name text not null default '',
  on_day date not null,
  at timestamptz not null,
  primary key (lot, entry_id, number)
);
comment on table lot_event is 'What an entry did with so much of a lot at its holder; a holding is the sum of these and of lot_part.';
comment on column lot_event.number is 'Place among the effects of its entry.';
comment on column lot_event.to_id is 'Who holds it from then on: for what was shipped or returned to an organisation of the register.';
comment on column lot_event.to_name is 'Name of the receiver outside the platform; empty for consumers, whose names are kept in the entry alone.';
create index lot_event_by_entry on lot_event (entry_id);
create index lot_event_from on lot_event (organisation_id, at desc);
create index lot_event_to on lot_event (to_id, at desc) where to_id is not null;

create table lot_block (
  lot bigint not null references lot (seq),
  cause uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  primary key (lot, cause)
);
comment on table lot_block is 'What keeps a lot back at every holder: a recall or a seizure by its proceeding, a holder''s own doubt by its entry.';
create index lot_block_by_cause on lot_block (cause);

alter table lot enable row level security;
alter table holding enable row level security;
alter table lot_part enable row level security;
alter table lot_event enable row level security;
alter table lot_block enable row level security;

-- One step up and one step down: an enterprise sees the lots it holds or held, what it made from them, whom it got them
-- from and whom it gave them to. Officials see what is held in their region and field. More only a case can open.
create function sees_lot(asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from holding h where h.lot = asked and h.organisation_id = my_organisation())
    or my_region_lo() <= my_region_hi() and exists (select from holding h join organisation o on o.id = h.organisation_id
      where h.lot = asked and o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0);
end $$;
revoke execute on function sees_lot(bigint) from public;
grant execute on function sees_lot(bigint) to sifang_app;

grant select on lot, holding, lot_part, lot_event, lot_block to sifang_app;
create policy held on lot for select to sifang_app using (sees_lot(seq));
create policy own_or_scope on holding for select to sifang_app
  using (organisation_id = (select my_organisation()) or is_in_scope(organisation_id));
create policy own_or_scope on lot_part for select to sifang_app
  using (organisation_id = (select my_organisation()) or is_in_scope(organisation_id));
create policy own_or_scope on lot_event for select to sifang_app
  using (organisation_id = (select my_organisation()) or to_id = (select my_organisation())
    or is_in_scope(organisation_id) or to_id is not null and is_in_scope(to_id));
create policy held on lot_block for select to sifang_app using (sees_lot(lot));
grant select on lot, holding, lot_part, lot_event, lot_block to sifang_audit;
create policy rules on lot for select to sifang_audit using (true);
create policy rules on holding for select to sifang_audit using (true);
create policy rules on lot_part for select to sifang_audit using (true);
create policy rules on lot_event for select to sifang_audit using (true);
create policy rules on lot_block for select to sifang_audit using (true);

-- Nobody writes these tables: who ships writes also what the receiver holds. The functions below act as the actor's own
-- organisation, hold the same rules for every way in, and answer null where all is well, else what stands in the way:
-- unknown, exists, blocked, unreleased, short.

-- Why so much of a lot can't be taken; asked only where it couldn't.
create function lot_hindrance(asked bigint, wanted numeric, leaves boolean) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare h holding;
begin
  select * into h from holding where lot = asked and organisation_id = my_organisation();
  if h is null then return 'unknown'; end if;
  if exists (select from lot_block b where b.lot = asked) then return 'blocked'; end if;
  if h.got - h.used - h.shipped - h.returned - h.destroyed < wanted then return 'short'; end if;
  if (leaves or not h.own) then return 'unreleased'; end if;
  return 'short';
end $$;

create function make_lot(new_id uuid, entry uuid, place int, number text, product text, model text, class text, unit text,
  quantity numeric, made_on date, origin text, identifier text, released numeric, parts jsonb, now timestamptz)
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
  insert into lot (id, organisation_id, entry_id, number, product, model, class_id, unit, quantity, made_on, origin,
      identifier, at)
    values (new_id, me, entry, make_lot.number, make_lot.product, coalesce(make_lot.model, ''), class, make_lot.unit,
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

-- What happens to a lot that is there: it passes its inspection, goes to somebody, comes to its end.
create function move_lot(asked uuid, amount numeric, how text, receiver uuid, receiver_name text, day date, entry uuid,
  place int, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  target bigint;
begin
  if receiver = me then return 'self'; end if;
  select seq into target from lot where id = asked;
  -- What goes back or is destroyed need not have passed anything, and a recall is what brings it back.
  update holding h set
    released = released + case how when 'released' then amount else 0 end,
    shipped = shipped + case how when 'shipped' then amount else 0 end,
    returned = returned + case how when 'returned' then amount else 0 end,
    destroyed = destroyed + case how when 'destroyed' then amount else 0 end, last_at = now
  where h.organisation_id = me and h.lot = target and case how
    when 'released' then h.released + amount <= h.got - h.returned - h.destroyed - case when h.own then h.used else 0 end
    when 'shipped' then h.used + h.shipped + h.returned + h.destroyed + amount <= h.got
      and h.shipped + case when h.own then 0 else h.used end + amount <= h.released
      and not exists (select from lot_block b where b.lot = h.lot)
    else h.used + h.shipped + h.returned + h.destroyed + amount <= h.got end;
  if not found then
    return case how when 'shipped' then lot_hindrance(target, amount, true)
      else coalesce(nullif(lot_hindrance(target, amount, false), 'unreleased'), 'short') end;
  end if;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, to_id, to_name, on_day, at)
    values (target, entry, place, me, how, amount, receiver, coalesce(receiver_name, ''), day, now);
  if receiver is null then return null; end if;
  insert into holding as h (organisation_id, lot, own, got, last_at) values (receiver, target, false, amount, now)
    on conflict on constraint holding_pkey do update set got = h.got + amount, last_at = now;
  return null;
end $$;

-- Before an entry is corrected, what it did to lots is taken back. What has gone on from there stands in the way.
create function undo_lots(entry uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  event record;
begin
  for event in select * from lot_event e where e.entry_id = entry and e.organisation_id = me order by e.number loop
    update holding h set
      got = got - case event.kind when 'made' then event.quantity else 0 end,
      released = released - case event.kind when 'released' then event.quantity else 0 end,
      shipped = shipped - case event.kind when 'shipped' then event.quantity else 0 end,
      returned = returned - case event.kind when 'returned' then event.quantity else 0 end,
      destroyed = destroyed - case event.kind when 'destroyed' then event.quantity else 0 end
    where h.organisation_id = me and h.lot = event.lot;
    if event.to_id is not null then
      update holding h set got = got - event.quantity where h.organisation_id = event.to_id and h.lot = event.lot;
    end if;
    if event.kind = 'made' then
      update lot l set quantity = l.quantity - event.quantity where l.seq = event.lot and l.quantity > event.quantity;
    end if;
  end loop;
  update holding h set used = h.used - p.quantity from lot_part p
    where p.entry_id = entry and p.organisation_id = me and h.organisation_id = me and h.lot = p.parent;
  delete from lot_part p where p.entry_id = entry and p.organisation_id = me;
  delete from lot_event e where e.entry_id = entry and e.organisation_id = me;
  delete from lot_block b where b.cause = entry and b.entry_id = entry;
  delete from holding h using lot l where l.entry_id = entry and l.organisation_id = me and h.organisation_id = me
    and h.lot = l.seq and h.got = 0;
  delete from lot l where l.entry_id = entry and l.organisation_id = me
    and not exists (select from holding h where h.lot = l.seq and h.got > 0);
  return null;
exception when check_violation or foreign_key_violation then
  return 'gone-on';
end $$;

-- A holder keeps its own lots back; an office those of a case that it carries on.
create function may_block(target bigint, because uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from holding h where h.lot = target and h.organisation_id = my_organisation())
    or sees_proceeding(because) and exists (select from organisation o where o.id = my_organisation()
      and o.kind in ('market-regulator', 'industry-department'));
end $$;

create function block_lots(asked uuid[], because uuid, entry uuid, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from unnest(asked) a (id) left join lot l on l.id = a.id
      where l.seq is null or not may_block(l.seq, because)) then
    return 'unknown';
  end if;
  insert into lot_block (lot, cause, entry_id, at)
    select l.seq, because, entry, now from lot l where l.id = any (asked) on conflict do nothing;
  return null;
end $$;

-- Only the same cause lets it go, and only by whoever may speak for it.
create function unblock_lots(asked uuid[], because uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lot l where l.id = any (asked) and not may_block(l.seq, because)) then return 'unknown'; end if;
  delete from lot_block b using lot l where l.seq = b.lot and l.id = any (asked) and b.cause = because;
  return null;
end $$;

-- Everything that the seeds went into (down) or were made from (up), the seeds included. For the functions of cases and
-- of the house itself; nobody is granted it.
create function lot_closure(seeds bigint[], down boolean) returns table (lot bigint, depth int)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  seen bigint[] := seeds;
  front bigint[] := seeds;
  level int := 0;
begin
  while coalesce(array_length(front, 1), 0) > 0 loop
    return query select s, level from unnest(front) s;
    if down then
      select array_agg(id) into front from (select p.child as id from lot_part p where p.parent = any (front)
        except select unnest(seen)) next;
    else
      select array_agg(id) into front from (select p.parent as id from lot_part p where p.child = any (front)
        except select unnest(seen)) next;
    end if;
    seen := seen || front;
    level := level + 1;
  end loop;
end $$;

do $$
declare f text;
begin
  foreach f in array array['make_lot(uuid,uuid,int,text,text,text,text,text,numeric,date,text,text,numeric,jsonb,timestamptz)',
    'move_lot(uuid,numeric,text,uuid,text,date,uuid,int,timestamptz)', 'undo_lots(uuid)', 'block_lots(uuid[],uuid,uuid,timestamptz)', 'unblock_lots(uuid[],uuid)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;
revoke execute on function lot_hindrance(bigint, numeric, boolean) from public;
revoke execute on function may_block(bigint, uuid) from public;
revoke execute on function lot_closure(bigint[], boolean) from public;
