"""The Claims workspace: which source supports which claim, which contradicts it, in which words."""
