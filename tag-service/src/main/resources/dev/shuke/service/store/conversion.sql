-- one row per business month of one store, between two months
select
  conversion.data_version,
  run.as_of_date as run_as_of_date,
  conversion.month,
  conversion.as_of_date,
  conversion.is_provisional,
  conversion.orders,
  conversion.identified_orders,
  conversion.buyers,
  conversion.buyers_again,
  conversion.buyers_returning,
  conversion.buyers_friend_by_24h,
  conversion.friends_new,
  conversion.friends_end,
  conversion.footfall,
  conversion.paid_fen,
  conversion.refund_fen,
  conversion.mini_program_friend_fen,
  conversion.missing
from published.store_conversion as conversion
join tags.runs as run on run.run_id = conversion.data_version
where conversion.store_id = ?
  and conversion.month between cast(? as date) and cast(? as date)
order by conversion.month
limit 240
