import litellm

litellm.cache = litellm.Cache()


class Guide:
    def hints(self):
        return litellm.completion(
            #          ^^^^^^^^^^ finding: use-response-cache
            model="gpt-4o-mini",
            temperature=0,
            messages=[{"role": "user", "content": "List ten hints for a newcomer to gardening."}],
            caching=True,
        )

    def cached(self):
        return litellm.completion(
            model="gpt-4o-mini",
            temperature=0,
            messages=[{"role": "user", "content": "List ten hints for a newcomer to gardening."}],
            caching=True,
        )
