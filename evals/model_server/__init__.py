"""A chat model's server on this machine that speaks OpenAI's protocol over real HTTP, and breaks every rule of it when told to.

In tests and evals: `with ModelServer(script) as server:` and ask `server.base_url`. By hand:
`python -m evals.model_server --port 8001 --mode faithful`, and RAG_LLM_BASE_URL=http://127.0.0.1:8001/v1.
"""

from evals.model_server.script import Fault, Message, Piece, Reply, Request, Say, Script, say
from evals.model_server.server import ModelServer

__all__ = ["Fault", "Message", "ModelServer", "Piece", "Reply", "Request", "Say", "Script", "say"]
