-- one member who has values, and the store with most orders: for examples to try
select
  (
    select min_by(ids.namespace || ':' || ids.value, ids.customer_no)
    from ${brand}.published.customer_ids as ids
    where ids.namespace = 'member'
      and ids.customer_no in (select customer_no from ${brand}.published.customer_tags where tag_id = 'orders_30d')
  ) as member,
  (
    select max_by(store_id, orders)
    from (select store_id, count(*) as orders from ${brand}.published.orders where counts group by store_id)
  ) as store
