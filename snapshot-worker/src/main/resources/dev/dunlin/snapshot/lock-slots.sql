-- How many locks the server's transactions can hold together.
SELECT current_setting('max_locks_per_transaction')::bigint
           * (current_setting('max_connections')::bigint
              + current_setting('max_prepared_transactions')::bigint)
