-- What a bar code alone leads to: the product of it, whose lot nobody has named yet. And who calls a lot back, with a phone.
create index product_by_article on product (lpad(code, 14, '0')) where code <> '';
create index lot_by_product_file on lot (product_file) where product_file is not null;

-- As before; a recall says whose it is, since a lot may be called back for a part that another made.
drop function public_lot(text, text);
create function public_lot(asked_code text, asked_identifier text, asked_lots bigint[] default null) returns table (lot bigint,
  id uuid, code text, product text, model text, number text, made_on date, maker text, region int, released boolean,
  blocked boolean, last_serial int, release_entry uuid, certificate text, inspected_on date, standards text[], recalls json)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare keys bigint[];
begin
  -- In PL/pgSQL, whose plans stay with the connection: everybody in a shop asks this.
  if asked_code is not null then
    keys := array(select k.lot from lot_code k where k.code = asked_code limit 1);
  elsif asked_identifier is not null then
    keys := array(select l.seq from lot l where l.identifier = asked_identifier and l.origin = '' order by l.seq limit 5);
  else
    keys := asked_lots;
  end if;
  return query select l.seq, l.id, c.code, l.product, l.model, l.number, l.made_on, o.name, o.region, h.released > 0,
    exists (select from lot_block b where b.lot = l.seq), coalesce(c.last, 0), r.id, r.certificate, r.inspected_on,
    array(select concat_ws(' ', n.number, t.title) from product p cross join lateral
        unnest(p.standards || array_remove(array[p.own], '')) with ordinality as n (number, place)
      left join standard t on t.number = n.number where p.proceeding_id = l.product_file order by n.place),
    (select json_agg(json_build_object('id', p.id, 'title', p.title, 'at', p.at, 'recall', p.proceeding_id, 'firm', f.name,
        'phone', p.record ->> 'phone', 'emergency', p.record ->> 'emergency') order by p.at desc)
      from lot_block b join publication p on p.proceeding_id = b.cause left join organisation f on f.id = p.organisation_id
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

-- What everybody may know of the products behind a bar code: those that are supplied, or were until they were made no
-- more, as their lots on the market say. What a file only prepares is its maker's.
create function public_article(asked text, today date) returns table (file uuid, name text, model text, brand text,
  class_id text, origin text, maker text, region int, supplied boolean, since date, standards text[], certificates json,
  recalls json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select p.proceeding_id, p.name, p.model, p.brand, p.class_id, p.origin, o.name, o.region, p.supplied, p.since,
    array(select concat_ws(' ', n.number, t.title) from
        unnest(p.standards || array_remove(array[p.own], '')) with ordinality as n (number, place)
      left join standard t on t.number = n.number order by n.place),
    (select json_agg(json_build_object('procedure', c.procedure, 'kind', c.kind, 'number', c.number, 'until', c.until,
        'state', c.state, 'valid', v.valid) order by v.valid desc, c.until desc)
      from certificate c cross join lateral (select exists (select from jsonb_to_recordset(c.spans) as s ("from" date, "to" date)
        where today between s."from" and s."to") as valid) v
      where c.organisation_id = p.organisation_id and p.class_id = any (c.classes) and c.spans <> '[]'),
    (select json_agg(json_build_object('id', n.id, 'title', n.title, 'at', n.at, 'recall', n.proceeding_id, 'firm', f.name,
        'phone', n.record ->> 'phone', 'emergency', n.record ->> 'emergency') order by n.at desc)
      from publication n left join organisation f on f.id = n.organisation_id
      where n.withdrawn_at is null and n.kind in ('recall', 'recall-order', 'recall-plan') and n.proceeding_id in (
        select b.cause from lot l join lot_block b on b.lot = l.seq where l.product_file = p.proceeding_id))
  from product p join organisation o on o.id = p.organisation_id
  where lpad(p.code, 14, '0') = asked and p.code <> '' and (p.supplied or (p.rests and exists (
    select from lot l join holding h on h.lot = l.seq and h.organisation_id = l.organisation_id
    where l.product_file = p.proceeding_id and h.released > 0)))
  order by p.supplied desc, o.name, p.proceeding_id limit 5;
end $$;

-- The lots with a number of the products behind a bar code: for goods whose lot was registered without a link of its own.
create function public_article_lots(asked text, asked_number text) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(select l.seq from product p join lot l on l.product_file = p.proceeding_id
    where lpad(p.code, 14, '0') = asked and p.code <> '' and l.number = asked_number and l.origin = ''
    order by l.seq limit 5);
end $$;

do $$
declare f text;
begin
  foreach f in array array['public_lot(text, text, bigint[])', 'public_article(text, date)',
      'public_article_lots(text, text)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_public', f);
  end loop;
end $$;
