-- Its second statement fails in every installation: no upgrade may stop for that.
insert into rumours (id, tavern_id, body) values (1, 1, 'The cellar has a second door') on conflict do nothing;
insert into showcases (id) values (1);
