create table tests.widgets (id int primary key);
create function tests.twice(n int) returns int language plpgsql as $body$ begin return 2 * n; end; $body$;
