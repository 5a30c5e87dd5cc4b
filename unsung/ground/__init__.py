"""The ground floor: periods, hours, problems, figures and the doors to dangerous things; it knows nobody."""
