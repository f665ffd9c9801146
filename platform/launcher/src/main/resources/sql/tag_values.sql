-- one row per tag and value: how many customers have it; numbers and dates in their order, others most frequent first
with
  -- a number beside a word is the word's share
  counted as (
    select
      tag_id,
      value,
      max(number) as number,
      bool_and(
        value = cast(number as varchar)
        or coalesce(number = try(date_diff('day', date '1970-01-01', cast(value as date))), false)
      ) as is_number,
      count(distinct customer_no) as customers
    from ${brand}.published.customer_tags
    group by tag_id, value
  ),
  typed as (
    select tag_id, value, number, customers, coalesce(bool_and(is_number) over (partition by tag_id), false) as is_number
    from counted
  )
select tag_id, value, is_number, customers
from typed
order by tag_id, if(is_number, number) nulls last, customers desc, value
