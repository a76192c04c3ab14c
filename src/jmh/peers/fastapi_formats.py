"""The same three calls with FastAPI, NumPy and numexpr: sum, twice and generate, in JSON and .npy."""

import io
import json

import numexpr
import numpy
from fastapi import FastAPI, Request
from fastapi.responses import Response

app = FastAPI()


async def array(request):
    body = await request.body()
    if request.headers["content-type"] == "application/json":
        return numpy.asarray(json.loads(body)["inputs"]["x"], dtype=numpy.float64)
    return numpy.load(io.BytesIO(body))


def answer(request, values):
    if request.headers.get("accept") == "application/x-npy":
        out = io.BytesIO()
        numpy.save(out, values)
        return Response(out.getvalue(), media_type="application/x-npy")
    body = json.dumps({"result": values.tolist()}, separators=(",", ":"))
    return Response(body, media_type="application/json")


@app.post("/sum")
async def total(request: Request):
    x = await array(request)
    return {"total": float(numexpr.evaluate("sum(x)"))}


@app.post("/twice")
async def twice(request: Request):
    x = await array(request)
    return answer(request, numexpr.evaluate("x*2"))


@app.post("/generate")
async def generate(request: Request, count: int):
    return answer(request, numpy.random.default_rng(1).random(count))
