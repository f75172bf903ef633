-- Whoever sees a proceeding sees its clocks. Asked by the policies of the proceeding itself, which are planned with the
-- statement, and not by a function for each clock: a county's list of what to do asks about six hundred. The scalar form
-- is asked row by row; as `exists` it could be answered by reading all proceedings first.
alter policy by_proceeding on clock
  using ((select true from proceeding p where p.id = proceeding_id));
