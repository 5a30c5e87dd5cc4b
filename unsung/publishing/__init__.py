"""What is printed and sent: sentences first, figures with their intervals, and how they were made."""
