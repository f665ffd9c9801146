-- The store month in steps; each becomes a view that is kept in memory while the next ones read it, because Spark would plan and scan a
-- common table expression anew wherever it is named. Definitions: the design's table of words.
-- months (month, as_of_date, is_provisional) comes from Java: as_of_date is the month's last business day or the run's as-of date.

-- view orders
select
  store_id, customer_no, order_source, order_no, paid_at, paid_date, cancelled_date, fully_refunded_date, amount_paid_fen, refunds
from ${brand}.core.orders;

-- view stores
select distinct store_id from orders
union
select store_id from ${brand}.core.stores;

-- view grid
select stores.store_id, months.* from stores cross join months;

-- view counting
-- an order counts in its month as known on the month's last day: a later refund changes nothing here
select orders.store_id, orders.customer_no, orders.paid_at, months.month
from orders
join months
  on trunc(orders.paid_date, 'MM') = months.month
  and orders.paid_date <= months.as_of_date
where coalesce(orders.cancelled_date > months.as_of_date, true)
  and coalesce(orders.fully_refunded_date > months.as_of_date, true);

-- view order_counts
select store_id, month, count(*) as orders, count(customer_no) as identified_orders
from counting
group by store_id, month;

-- view buyers
select
  store_id,
  month,
  customer_no,
  count(*) as orders_here,
  min(paid_at) as first_at,
  max(paid_at) as last_at
from counting
where customer_no is not null
group by store_id, month, customer_no;

-- view returning
-- buyers with an order anywhere before their first one here this month, counting as of the same day
select buyers.store_id, buyers.month, buyers.customer_no
from buyers
join months on months.month = buyers.month
left semi join orders
  on orders.customer_no = buyers.customer_no
  and orders.paid_at < buyers.first_at
  and coalesce(orders.cancelled_date > months.as_of_date, true)
  and coalesce(orders.fully_refunded_date > months.as_of_date, true);

-- view store_edges
select
  friendships.customer_no,
  friendships.from_at,
  friendships.to_at,
  friendships.from_date,
  friendships.to_date,
  staff_stores.store_id,
  staff_stores.from_date as staff_from,
  staff_stores.to_date as staff_to
from ${brand}.core.friendships as friendships
join ${brand}.core.staff_stores as staff_stores
  on staff_stores.staff_userid = friendships.staff_userid;

-- view friends_by_24h
select buyers.store_id, buyers.month, buyers.customer_no
from buyers
left semi join store_edges
  on store_edges.customer_no = buyers.customer_no
  and store_edges.store_id = buyers.store_id
  and store_edges.from_at <= buyers.last_at + interval 24 hours
  and coalesce(store_edges.to_at > buyers.last_at + interval 24 hours, true)
  and store_edges.staff_from <= business_date(buyers.last_at + interval 24 hours)
  and coalesce(store_edges.staff_to > business_date(buyers.last_at + interval 24 hours), true);

-- view buyer_counts
select
  buyers.store_id,
  buyers.month,
  count(*) as buyers,
  count_if(buyers.orders_here >= 2) as buyers_again,
  count(returning.customer_no) as buyers_returning,
  count(friends_by_24h.customer_no) as buyers_friend_by_24h
from buyers
left join returning
  on returning.store_id = buyers.store_id
  and returning.month = buyers.month
  and returning.customer_no = buyers.customer_no
left join friends_by_24h
  on friends_by_24h.store_id = buyers.store_id
  and friends_by_24h.month = buyers.month
  and friends_by_24h.customer_no = buyers.customer_no
group by buyers.store_id, buyers.month;

-- view first_edges
-- the first edge ever that started while its employee worked at the store
select store_id, customer_no, min(from_date) as from_date
from store_edges
where from_date >= staff_from and coalesce(from_date < staff_to, true)
group by store_id, customer_no;

-- view new_friends
select first_edges.store_id, months.month, count(*) as friends_new
from first_edges
join months
  on trunc(first_edges.from_date, 'MM') = months.month
  and first_edges.from_date <= months.as_of_date
group by first_edges.store_id, months.month;

-- view friends_at_end
select store_edges.store_id, months.month, count(distinct store_edges.customer_no) as friends_end
from store_edges
join months
  on store_edges.from_date <= months.as_of_date
  and coalesce(store_edges.to_date > months.as_of_date, true)
  and store_edges.staff_from <= months.as_of_date
  and coalesce(store_edges.staff_to > months.as_of_date, true)
group by store_edges.store_id, months.month;

-- view payments
select
  orders.store_id,
  months.month,
  orders.order_source,
  orders.order_no,
  orders.customer_no,
  orders.paid_at,
  orders.amount_paid_fen
from orders
join months
  on trunc(orders.paid_date, 'MM') = months.month
  and orders.paid_date <= months.as_of_date;

-- view paid
select store_id, month, sum(amount_paid_fen) as paid_fen
from payments
group by store_id, month;

-- view friend_payments
select payments.store_id, payments.month, payments.amount_paid_fen
from payments
left semi join ${brand}.core.friendships as friendships
  on friendships.customer_no = payments.customer_no
  and friendships.from_at <= payments.paid_at
  and coalesce(friendships.to_at > payments.paid_at, true)
where payments.order_source = 'mini_program';

-- view friend_paid
select store_id, month, sum(amount_paid_fen) as mini_program_friend_fen
from friend_payments
group by store_id, month;

-- view refunds
select refund.store_id, refund.refunded_date, refund.amount_fen
from orders
lateral view explode(refunds) as refund;

-- view refunded
select refunds.store_id, months.month, sum(refunds.amount_fen) as refund_fen
from refunds
join months
  on trunc(refunds.refunded_date, 'MM') = months.month
  and refunds.refunded_date <= months.as_of_date
group by refunds.store_id, months.month;

-- view store_conversion
-- one row per store and business month
select
  grid.store_id,
  grid.month,
  grid.as_of_date,
  grid.is_provisional,
  coalesce(order_counts.orders, 0) as orders,
  coalesce(order_counts.identified_orders, 0) as identified_orders,
  coalesce(buyer_counts.buyers, 0) as buyers,
  coalesce(buyer_counts.buyers_again, 0) as buyers_again,
  coalesce(buyer_counts.buyers_returning, 0) as buyers_returning,
  if(${has_contacts}, coalesce(buyer_counts.buyers_friend_by_24h, 0), null) as buyers_friend_by_24h,
  if(${has_contacts}, coalesce(new_friends.friends_new, 0), null) as friends_new,
  if(${has_contacts}, coalesce(friends_at_end.friends_end, 0), null) as friends_end,
  cast(null as bigint) as footfall,
  coalesce(paid.paid_fen, 0) as paid_fen,
  coalesce(refunded.refund_fen, 0) as refund_fen,
  if(${has_contacts}, coalesce(friend_paid.mini_program_friend_fen, 0), null) as mini_program_friend_fen,
  if(
    ${has_contacts},
    map('footfall', 'no footfall source'),
    map(
      'footfall', 'no footfall source',
      'buyers_friend_by_24h', 'no contact source',
      'friends_new', 'no contact source',
      'friends_end', 'no contact source',
      'mini_program_friend_fen', 'no contact source'
    )
  ) as missing
from grid
left join order_counts on order_counts.store_id = grid.store_id and order_counts.month = grid.month
left join buyer_counts on buyer_counts.store_id = grid.store_id and buyer_counts.month = grid.month
left join new_friends on new_friends.store_id = grid.store_id and new_friends.month = grid.month
left join friends_at_end on friends_at_end.store_id = grid.store_id and friends_at_end.month = grid.month
left join paid on paid.store_id = grid.store_id and paid.month = grid.month
left join friend_paid on friend_paid.store_id = grid.store_id and friend_paid.month = grid.month
left join refunded on refunded.store_id = grid.store_id and refunded.month = grid.month;
