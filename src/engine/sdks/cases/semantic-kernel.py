from semantic_kernel.agents import ChatCompletionAgent
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion

service = OpenAIChatCompletion(ai_model_id="gpt-4o")
agent = ChatCompletionAgent(service=service, name="Helper", instructions="You are brief.")


async def run(history, settings, graph):
    await agent.get_response(messages="Say hi")
    #           ^^^^^^^^^^^^ call: semantic-kernel.agent model=gpt-4o provider=openai parts=system,user
    await service.get_chat_message_content(chat_history=history, settings=settings)
    #             ^^^^^^^^^^^^^^^^^^^^^^^^ call: semantic-kernel.chat model=gpt-4o
    await graph.invoke(history)
