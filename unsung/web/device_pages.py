"""Ending one device of one's own: whoever holds it has to sign in anew."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST


@require_POST
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one device of one's own out; one that is out already, or another's, changes nothing."""
    theirs = UserSession.objects.filter(user=request.user, pk=pk)
    end_sessions(request, list(theirs))
    return redirect("usersessions_list")
