"""What is said in the chat: routers, screens, keyboards, words."""
