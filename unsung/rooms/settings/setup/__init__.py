"""The set-up: from an empty home to a desk with hours, holidays and its first people; shut for ever after."""
