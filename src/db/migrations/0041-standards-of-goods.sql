-- Who looks a code up reads which standards the goods were made by, as the product file of their lot names them.
drop function public_lot(text, text);
create function public_lot(asked_code text, asked_identifier text) returns table (lot bigint, id uuid, code text,
  product text, model text, number text, made_on date, maker text, region int, released boolean, blocked boolean,
  last_serial int, release_entry uuid, certificate text, inspected_on date, standards text[], recalls json)
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
    array(select concat_ws(' ', n.number, t.title) from product p cross join lateral
        unnest(p.standards || array_remove(array[p.own], '')) with ordinality as n (number, place)
      left join standard t on t.number = n.number where p.proceeding_id = l.product_file order by n.place),
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
revoke execute on function public_lot(text, text) from public;
grant execute on function public_lot(text, text) to sifang_public;
