from claude_agent_sdk import ClaudeAgentOptions, query


async def run(database):
    async for message in query(prompt="Tidy up", options=ClaudeAgentOptions(system_prompt="You tidy.", model="haiku", max_turns=3)):
        #                ^^^^^ call: claude-agent-sdk.agent model=haiku parts=system,user steps=3
        print(message)
    database.query("select 1")
