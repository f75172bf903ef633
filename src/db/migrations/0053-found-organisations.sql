-- A search by name gave the first hundred hits, and a list that narrows them by class, place or standing narrowed these
-- hundred: firms were missing from the list, its total and its table. It gives ids now, all of them unless a limit is given,
-- and the list narrows them.
drop function search_organisation(text, text[], int);
-- Found by name or code within one's own scope. Trigram operators are not leakproof, so under row security their index is
-- not used; this function applies the same scope itself (policy own_or_scope of organisation).
create function found_organisations(query text, kinds text[], max_rows int) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organisation o
  where (o.name like '%' || replace(replace(replace(query, '\', '\\'), '%', '\%'), '_', '\_') || '%' or o.credit_code = upper(query))
    and (kinds is null or o.kind = any (kinds))
    and my_account() is not null
    and (o.id = my_organisation() or (o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0))
  limit max_rows
$$;
revoke execute on function found_organisations(text, text[], int) from public;
grant execute on function found_organisations(text, text[], int) to sifang_app;
