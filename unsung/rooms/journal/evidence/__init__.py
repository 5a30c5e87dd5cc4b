"""The evidence pack: claims with the entries behind them, put together, proved, printed and published."""
