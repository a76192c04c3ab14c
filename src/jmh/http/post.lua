wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Cache-Control"] = os.getenv("CACHE_CONTROL")
wrk.body = [[{"expression": "(2*a + 3*b)/b",
  "inputs": {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
             "b": [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]}}]]
