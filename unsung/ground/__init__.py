"""The ground floor: periods, opening hours, problems, figures and the doors to dangerous things; it knows nobody."""
