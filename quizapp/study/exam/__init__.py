"""The mock exam, and the answer sheet that it shares with a quiz in test mode."""
