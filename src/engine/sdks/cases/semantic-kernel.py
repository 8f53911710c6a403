from semantic_kernel import Kernel
from semantic_kernel.agents import AgentGroupChat, AgentRegistry, ChatCompletionAgent, OpenAIAssistantAgent, OpenAIResponsesAgent
from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion, OpenAIChatCompletion
from semantic_kernel.prompt_template import PromptTemplateConfig

service = OpenAIChatCompletion(ai_model_id="gpt-4o")
agent = ChatCompletionAgent(service=service, name="Helper", instructions="You are brief.")


async def run(history, settings, graph):
    await agent.get_response(messages="Say hi")
    #           ^^^^^^^^^^^^ call: semantic-kernel.agent model=gpt-4o provider=openai parts=system,user
    await service.get_chat_message_content(chat_history=history, settings=settings)
    #             ^^^^^^^^^^^^^^^^^^^^^^^^ call: semantic-kernel.chat model=gpt-4o
    await graph.invoke(history)


async def agents(client, history):
    definition = await client.beta.assistants.create(model="gpt-4o", instructions="You host.", name="Host")
    host = OpenAIAssistantAgent(client=client, definition=definition)
    await host.get_response(messages="What is the soup?")
    #          ^^^^^^^^^^^^ call: semantic-kernel.agent model=gpt-4o parts=system,user
    quick = OpenAIResponsesAgent(ai_model_id="gpt-5-mini", client=client, instructions="Answer briefly.")
    async for part in quick.invoke_stream(messages="Hello"):
        #                   ^^^^^^^^^^^^^ call: semantic-kernel.agent model=gpt-5-mini stream
        print(part)
    writer = ChatCompletionAgent(service=OpenAIChatCompletion(ai_model_id="gpt-4o-mini"), name="Writer", instructions="Write.")
    chat = AgentGroupChat(agents=[writer, host])
    async for part in chat.invoke():
        #                  ^^^^^^ call: semantic-kernel.agent model=gpt-4o-mini provider=openai
        print(part)


async def functions(calculator):
    kernel = Kernel()
    kernel.add_service(AzureChatCompletion(deployment_name="support"))
    await kernel.invoke_prompt("Tell a joke about {{$topic}}")
    #            ^^^^^^^^^^^^^ call: semantic-kernel.chat model=support provider=azure parts=user
    joke = kernel.add_function(plugin_name="fun", function_name="joke", prompt="Tell a joke about {{$topic}}")
    await kernel.invoke(joke, topic="boats")
    #            ^^^^^^ call: semantic-kernel.chat model=support parts=user
    add = kernel.add_function("maths", calculator)
    await kernel.invoke(add, a=1, b=2)
    await joke.invoke(kernel, topic="boats")
    #          ^^^^^^ call: semantic-kernel.chat model=support parts=user
    await add.invoke(kernel, a=1, b=2)
    await kernel.invoke(plugin_name="maths", function_name="add")


async def described(kernel, settings):
    agent = await AgentRegistry.create_from_yaml("agent.yaml", kernel=kernel)
    await agent.get_response(messages="Hello")
    #           ^^^^^^^^^^^^ call: semantic-kernel.agent model=? parts=user
    config = PromptTemplateConfig(template="Sum up {{$input}}", name="sum")
    summary = kernel.add_function(plugin_name="text", function_name="sum", prompt_template_config=config)
    await kernel.invoke(summary, input="a text")
    #            ^^^^^^ call: semantic-kernel.chat parts=user
