"""The onboarding world: identity applications, the people behind them and the team that looks at alerts."""
