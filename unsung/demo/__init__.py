"""The demo desk: fourteen invented months of Larkfield Mutual, in the formats that the ways in read."""
